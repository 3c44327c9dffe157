#pragma once
// What the buttons inside a form do to the file: add, remove, up, down.

#include <string>
#include <string_view>

#include "base/json_fwd.h"

namespace cityhall::studio {

/// "remove /questions/2", "up /route/1", "add /questions/0/options". Gives the place to show then; empty when it did nothing, also for
/// "save".
std::string act_on(Json& file, std::string_view act);

}  // namespace cityhall::studio
