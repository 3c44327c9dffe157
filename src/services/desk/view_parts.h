#pragma once
// What the inbox shows of saved views.

#include "services/desk/saved_view.h"
#include "services/page/page.h"

namespace cityhall {

/// Links at the side; the one that is looked at is marked.
web::Html view_links(Call const& call, std::vector<SavedView> const& views, std::string const& here);
/// Name, who sees it; `query` is what stands behind the "?" of the list.
web::Html view_form_of(Call const& call, std::string const& query, web::Entered const& entered);

}  // namespace cityhall
