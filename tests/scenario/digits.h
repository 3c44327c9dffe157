#pragma once
// Bytes that were written as letters (RFC 4648).

#include <string>
#include <string_view>

namespace cityhall::scenario {

inline constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
inline constexpr std::string_view base64_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Whatever is none of the letters (blanks, line ends, padding) is passed over.
std::string from_digits(std::string_view text, std::string_view letters);

}  // namespace cityhall::scenario
