#pragma once
// The names of the weekdays.

#include <chrono>

#include "base/message.h"

namespace cityhall {

Message weekday_words(std::chrono::weekday day);

}  // namespace cityhall
