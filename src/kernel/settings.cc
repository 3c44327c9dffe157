#include "kernel/settings.h"

#include <algorithm>

namespace cityhall {

std::string Settings::language_for(std::string_view wanted) const {
  return speaks(wanted) ? std::string{wanted} : default_language();
}

bool Settings::speaks(std::string_view language) const {
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

}  // namespace cityhall
