// The test button of the settings: asks the provider about the account, the number and its hooks, and says what is wrong.

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "services/telephony/provider.h"
#include "services/telephony/provider_client.h"

namespace cityhall {
namespace {

using Findings = std::vector<ProviderFinding>;

ProviderFinding wrong(Message what, Message fix) { return {false, std::move(what), std::move(fix)}; }

/// A JSON answer, or what is wrong.
std::optional<Json> ask(City& city, TelephonyAccount const& account, std::string_view path, Findings& findings) {
  try {
    auto const answer = send(telephony::request_to(account, path), reach_of(city));
    if (answer.status == 401 || answer.status == 403) {
      findings.push_back(wrong(_("The provider refuses the account or the token: {cause}.").with("cause", telephony::fault_of(answer)),
                               _("Copy both again from the provider's page; a token that was renewed there must be entered here.")));
      return std::nullopt;
    }
    auto const json = answer.status == 200 ? parse_json(answer.body) : Result<Json>{Error{"no answer"}};
    if (json && json->is_object()) return *json;
    findings.push_back(wrong(_("The provider answers {cause} to a question about the account.").with("cause", telephony::fault_of(answer)),
                             _("Check the address of the provider; its pages name it as the base of the REST API.")));
  } catch (Refusal const& refusal) {
    findings.push_back(wrong(refusal.message, _("Check the address of the provider, and that this machine may call out.")));
  }
  return std::nullopt;
}

void check_hook(Findings& findings, Json const& number, std::string_view member, std::string const& wanted) {
  auto const set = text_of(number, member);
  if (set == wanted) return;
  findings.push_back(wrong(_("At the provider, {field} of the number is \"{url}\".").with("field", std::string{member}).with("url", set),
                           _("Set it to {url}, method POST.").with("url", wanted)));
}

void check_number(City& city, TelephonyAccount const& account, Findings& findings) {
  auto const path = "IncomingPhoneNumbers.json?PhoneNumber=" + percent_encode(account.number);
  auto const found = ask(city, account, path, findings);
  if (!found) return;
  auto const numbers = found->value("incoming_phone_numbers", Json::array());
  if (!numbers.is_array() || numbers.empty()) {
    findings.push_back(wrong(_("The account has no number {number}.").with("number", account.number),
                             _("Buy or move the number at the provider, or enter the one that the account has.")));
    return;
  }
  auto const base = city.settings.get()->base_url + "/telephony";
  auto const before = findings.size();
  if (account.voice) {
    check_hook(findings, numbers.front(), "voice_url", base + "/voice");
    check_hook(findings, numbers.front(), "status_callback", base + "/status");
  }
  if (account.texts) check_hook(findings, numbers.front(), "sms_url", base + "/text");
  if (findings.size() == before)
    findings.push_back({true, _("The number {number} belongs to the account and calls this city.").with("number", account.number), {}});
}

void check_address(City& city, Findings& findings) {
  auto const& base = city.settings.get()->base_url;
  if (!base.starts_with("https://"))
    findings.push_back(wrong(_("The address of the site is {url}.").with("url", base),
                             _("Providers call https:// only. Set the public address on the page Settings.")));
}

}  // namespace

std::vector<ProviderFinding> examine_provider(City& city, TelephonyAccount const& account) {
  Findings findings;
  auto const known = ask(city, account, ".json", findings);
  if (!known) return findings;
  auto const status = text_of(*known, "status");
  if (status == "active" || status.empty()) findings.push_back({true, _("The provider knows the account and the token."), {}});
  else
    findings.push_back(
        wrong(_("The account is \"{status}\" at the provider.").with("status", status), _("Ask the provider to open it again.")));
  check_number(city, account, findings);
  check_address(city, findings);
  return findings;
}

}  // namespace cityhall
