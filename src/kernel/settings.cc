#include "kernel/settings.h"

#include <algorithm>

namespace cityhall {

bool Settings::speaks(std::string_view language) const { return std::find(languages.begin(), languages.end(),
    language) != languages.end(); }

}  // namespace cityhall
