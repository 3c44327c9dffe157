#include "services/open311/token.h"

#include "base/crypto.h"
#include "kernel/accounts/gate.h"
#include "kernel/secrets/secrets.h"

namespace cityhall::open311 {
namespace {

std::string seal(City& city, std::string_view number) { return city.gate().secrets().sign("open311.token", number).substr(0, 22); }

}  // namespace

std::string token_for(City& city, std::string_view number) { return std::string{number} + "~" + seal(city, number); }

std::optional<std::string> number_in(City& city, std::string_view token) {
  auto const mark = token.rfind('~');
  if (mark == std::string_view::npos) return {};
  auto const number = token.substr(0, mark);
  if (!equal_secrets(token.substr(mark + 1), seal(city, number))) return {};
  return std::string{number};
}

}  // namespace cityhall::open311
