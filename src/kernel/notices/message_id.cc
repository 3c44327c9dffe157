#include "kernel/notices/message_id.h"

#include "base/crypto.h"
#include "base/text.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

constexpr std::string_view id_begin = "notice-";
constexpr std::size_t id_mark_digits = 20;

/// Hexadecimal, because mail servers may change the case of letters.
std::string id_mark(City& city, NoticeId id) {
  return sha256_hex(city.gate().secrets().sign("mail id", to_text(id))).substr(0, id_mark_digits);
}

}  // namespace

std::string message_id_of(City& city, NoticeId id, std::string_view host) {
  return std::string{id_begin} + to_text(id) + "-" + id_mark(city, id) + "@" + std::string{host};
}

std::optional<NoticeId> notice_of_message_id(City& city, std::string_view message_id) {
  constexpr std::size_t longest = 200;
  if (message_id.size() > longest || !message_id.starts_with(id_begin)) return std::nullopt;
  auto const name = to_lower_ascii(message_id.substr(0, message_id.find('@')));
  auto const token = std::string_view{name}.substr(id_begin.size());
  auto const dash = token.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  NoticeId const id{parse_id(token.substr(0, dash))};
  return id && equal_secrets(id_mark(city, id), token.substr(dash + 1)) ? std::optional{id} : std::nullopt;
}

}  // namespace cityhall
