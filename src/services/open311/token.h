#pragma once
// Tokens of batch services: they carry the number of the request and a seal, so that nothing has to be stored for them.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/city.h"

namespace cityhall::open311 {

/// "SR-27-000123~<seal>"
std::string token_for(City& city, std::string_view number);
/// The number inside; nothing for a token that this city did not make.
std::optional<std::string> number_in(City& city, std::string_view token);

}  // namespace cityhall::open311
