#pragma once
// "Fairhaven 311 <311@fairhaven.example>": a name and an address, as in mail headers.

#include <optional>
#include <string>
#include <string_view>

namespace cityhall {

struct Mailbox {
  std::string name;   // may be empty
  std::string email;  // normal_email()
};

/// Accepts an address alone, or a name with the address in angle brackets. Nothing for anything else.
std::optional<Mailbox> parse_mailbox(std::string_view text);

}  // namespace cityhall
