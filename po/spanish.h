#pragma once
// The Spanish texts that are built into the program.

#include <string_view>

namespace cityhall {

/// The bytes of the compiled gettext catalogue, for Catalogue::from_mo.
std::string_view spanish_mo();

}  // namespace cityhall
