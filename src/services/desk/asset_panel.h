#pragma once
// What a case is about and what stands near its place, on its page.

#include "services/desk/case_page.h"

namespace cityhall {

/// With the acts for those who may link; nothing in a city without lists of assets.
web::Html asset_panel(Call const& call, CaseView const& view);

}  // namespace cityhall
