#pragma once
// The parcel of a request on its page, and the parcel that the inbox is asked for.

#include "services/desk/case_page.h"
#include "services/desk/inbox_page.h"

namespace cityhall {

/// Number, use and address, and the way to all requests there; nothing where no parcel is known.
web::Html parcel_row(CaseView const& view);
/// Above the inbox: the parcels whose requests it lists, or that there is none with that number; nothing where nobody asked for one.
web::Html parcel_strip(InboxView const& view);

}  // namespace cityhall
