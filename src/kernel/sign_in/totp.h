#pragma once
// Time-based one-time passwords (RFC 6238 over RFC 4226), as authenticator apps make them: SHA-1, 6 digits, 30 seconds.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace cityhall {

/// The code of a step; `secret` is raw bytes.
std::string totp_code(std::string_view secret, std::int64_t step);
std::int64_t totp_step(Time time);
/// The step whose code this is: now, one before or one after (clocks differ). Nothing when it fits none.
std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, Time now);
/// RFC 4648 base32 without padding.
std::string base32(std::string_view bytes);

}  // namespace cityhall
