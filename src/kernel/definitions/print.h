#pragma once
// The one way a service file is written: `cityhall service fmt`, and what the editor saves.

#include <string>
#include <string_view>

#include "base/json_fwd.h"

namespace cityhall {

/// Members in the order of the format (unknown ones last), one blank of indent a level, short objects and lists on one line, a newline at
/// the end. Printing what was printed gives the same bytes. `definition` is any JSON.
std::string print_definition(Json const& definition);

}  // namespace cityhall
