#pragma once
// A place that is said, written or keyed, for the conversation of a service.

#include <string>

#include "services/telephony/step.h"

namespace cityhall::telephony {

/// Finds the addresses that may be meant and keeps them as "places", to be confirmed one by one. Gives what is wrong; empty: nothing.
std::string take_place(Step& step);
/// The keys of a telephone for a text: "Main St" is 624678.
std::string keys_of(std::string_view text);

}  // namespace cityhall::telephony
