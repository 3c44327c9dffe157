#pragma once
// What else the city knows about the matter of a case, on its page.

#include "services/desk/case_page.h"

namespace cityhall {

/// Cases that belong to it, with number, state and distance; nothing when there are none.
web::Html related_section(Call const& call, CaseView const& view);
/// How much else the reporter has told the city, and the last of it.
web::Html others_section(Call const& call, CaseView const& view);

}  // namespace cityhall
