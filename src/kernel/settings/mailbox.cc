#include "kernel/settings/mailbox.h"

#include "base/text.h"
#include "kernel/accounts/account.h"

namespace cityhall {

std::optional<Mailbox> parse_mailbox(std::string_view text) {
  text = trim(text);
  auto const open = text.find('<');
  if (open == std::string_view::npos) {
    auto email = normal_email(text);
    if (!email) return {};
    return Mailbox{.name = {}, .email = std::move(*email)};
  }
  if (text.back() != '>') return {};
  auto email = normal_email(text.substr(open + 1, text.size() - open - 2));
  auto name = trim(text.substr(0, open));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  if (!email || !is_utf8(name) || without_control_characters(name) != name
      || name.find_first_of("\n\t<>\"") != std::string_view::npos) return {};
  return Mailbox{.name = std::string{name}, .email = std::move(*email)};
}

}  // namespace cityhall
