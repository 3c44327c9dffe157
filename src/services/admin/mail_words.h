#pragma once
// What each mail of the city is for.

#include <string_view>

#include "web/markup.h"

namespace cityhall {

/// "A report arrived"; the name of the template where it is a new one.
web::Text mail_words(std::string_view template_name);

}  // namespace cityhall
