#pragma once
// How addresses are compared: folded, without punctuation, street types and directions in their short form.

#include <string>
#include <string_view>

#include "kernel/unit.h"

namespace cityhall {

/// "12 Main Street, Apt. 4" → "12 main st": what follows a word for a unit is left out.
std::string fold_address(std::string_view text);
/// False where nobody has imported addresses: then any text is taken as an address.
bool knows_addresses(View const& view);

}  // namespace cityhall
