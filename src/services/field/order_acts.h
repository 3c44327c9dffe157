#pragma once
// What a crew can do with a work order: the steps, the check list, and the forms for done, a note and handing back.

#include "services/field/work_pages.h"

namespace cityhall {

/// The buttons of the steps; those that the state does not allow are hidden.
web::Html next_steps(Call const& call, Task const& task);
/// All of it, once a page.
web::Html order_acts(Call const& call, WorkOrderView const& view);

}  // namespace cityhall
