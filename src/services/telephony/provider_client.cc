#include "services/telephony/provider_client.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"

namespace cityhall::telephony {

OutboundRequest request_to(TelephonyAccount const& account, std::string_view path) {
  return {.url = account.api_base + "/2010-04-01/Accounts/" + account.account + (path.starts_with(".") ? "" : "/") + std::string{path},
          .headers = {"Authorization: Basic " + base64(account.account + ":" + account.token)}};
}

std::string fault_of(OutboundAnswer const& answer) {
  auto const json = parse_json(answer.body);
  auto const words = json && json->is_object() ? text_of(*json, "message") : std::string{};
  return std::to_string(answer.status) + (words.empty() ? "" : ": " + shorten(without_control_characters(words), 200));
}

}  // namespace cityhall::telephony
