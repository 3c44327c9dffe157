#pragma once
// Free text before everybody sees it.

#include <string>
#include <string_view>

namespace cityhall {

/// E-mail addresses and telephone numbers replaced by "[…]"; the rest as it is.
std::string without_contacts(std::string_view text);

}  // namespace cityhall
