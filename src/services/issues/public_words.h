#pragma once
// How a request is called on public pages.

#include <string>

#include "kernel/cases/public_case.h"
#include "services/page/page.h"

namespace cityhall {

std::string public_title(Call const& call, PublicCase const& report);
std::string state_in_words(Call const& call, PublicCase const& report);
/// The same, with the colour of its status.
web::Html public_badge(Call const& call, PublicCase const& report);

}  // namespace cityhall
