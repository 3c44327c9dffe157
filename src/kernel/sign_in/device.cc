#include "kernel/sign_in/device.h"

#include "base/crypto.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

std::string signature_of(City& city, AccountId account, std::string_view name) {
  return city.gate().secrets().sign("known device", to_text(account) + " " + std::string{name}).substr(0, 22);  // 132 bits
}

}  // namespace

std::string device_token(City& city, AccountId account) {
  auto const name = city.random().token(9);
  return name + "." + signature_of(city, account, name);
}

bool is_device_of(City& city, AccountId account, std::string_view token) {
  auto const dot = token.find('.');
  if (dot == std::string_view::npos || token.size() > 60) return false;
  return equal_secrets(signature_of(city, account, token.substr(0, dot)), token.substr(dot + 1));
}

}  // namespace cityhall
