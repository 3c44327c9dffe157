#pragma once
// What happened, in words for people: for the city's history and for the story of one case.

#include <string_view>

#include "services/page/page.h"

namespace cityhall {

/// "A request was closed" for "case.closed"; the type itself for one that has no words.
web::Text event_words(std::string_view type);
bool has_event_words(std::string_view type);

}  // namespace cityhall
