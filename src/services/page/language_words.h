#pragma once
// Languages in words.

#include <string_view>

#include "base/message.h"

namespace cityhall {

/// "Spanish" for "es".
Message language_words(std::string_view language);

}  // namespace cityhall
