#include "kernel/notices/reply_address.h"

#include "base/crypto.h"
#include "base/text.h"
#include "kernel/accounts/gate.h"
#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/parties/party.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

constexpr std::size_t mark_digits = 20;

/// Hexadecimal, because mail servers may change the case of letters.
std::string mark_of(City& city, CaseId id) {
  return sha256_hex(city.gate().secrets().sign("mail answer", to_text(id))).substr(0, mark_digits);
}

bool is_reporter(View const& view, CaseId id, std::string_view email) {
  auto const report = load_case(view, id);
  auto const party = report.reporter ? party_by_id(view, report.reporter) : std::nullopt;
  return party && equals_ignoring_case(party->email, email);
}

}  // namespace

std::string reply_address(View const& view, CaseId case_id, std::string_view email) {
  auto const settings = view.city.settings.get();
  auto const& inbox = settings->mail.inbox;
  auto const at = inbox.find('@');
  if (at == std::string::npos || !case_id || !is_reporter(view, case_id, email)) return inbox;
  return inbox.substr(0, at) + "+r" + to_text(case_id) + "-" + mark_of(view.city, case_id) + inbox.substr(at);
}

std::optional<CaseId> case_of_reply(City& city, std::string_view address) {
  auto const settings = city.settings.get();
  auto const& inbox = settings->mail.inbox;
  auto const at = inbox.find('@');
  if (at == std::string::npos) return std::nullopt;
  auto const given = to_lower_ascii(address);
  auto const begin = to_lower_ascii(inbox.substr(0, at)) + "+r";
  auto const end = to_lower_ascii(inbox.substr(at));
  if (!given.starts_with(begin) || !given.ends_with(end) || given.size() < begin.size() + end.size()) return std::nullopt;
  auto const token = std::string_view{given}.substr(begin.size(), given.size() - begin.size() - end.size());
  auto const dash = token.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  CaseId const id{parse_id(token.substr(0, dash))};
  return id && equal_secrets(mark_of(city, id), token.substr(dash + 1)) ? std::optional{id} : std::nullopt;
}

}  // namespace cityhall
