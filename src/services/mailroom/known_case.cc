#include "services/mailroom/known_case.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/notices/notice.h"

namespace cityhall {
namespace {

/// Whoever wants an address there has one: such a domain says nothing about who writes.
constexpr std::array<std::string_view, 20> domains_for_all{"gmail.com", "googlemail.com", "outlook.com", "hotmail.com",    "live.com",
                                                           "msn.com",   "yahoo.com",      "ymail.com",   "aol.com",        "icloud.com",
                                                           "me.com",    "mac.com",        "proton.me",   "protonmail.com", "gmx.com",
                                                           "gmx.net",   "mail.com",       "zoho.com",    "comcast.net",    "att.net"};

std::string_view domain_of(std::string_view address) {
  auto const at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view{} : address.substr(at + 1);
}

/// Words of a subject as numbers and references are written: letters, digits, "-" and "/".
std::vector<std::string_view> reference_words(std::string_view subject) {
  std::vector<std::string_view> words;
  auto const belongs = [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '-' ||
           letter == '/';
  };
  constexpr std::size_t words_max = 40;
  while (!subject.empty() && words.size() < words_max) {
    auto const begin = std::find_if(subject.begin(), subject.end(), belongs);
    auto const end = std::find_if_not(begin, subject.end(), belongs);
    if (begin != end) words.push_back(std::string_view{begin, end});
    subject = std::string_view{end, subject.end()};
  }
  return words;
}

std::optional<Handover> named_handover(View const& view, std::string_view subject) {
  for (auto const word : reference_words(subject))
    if (word.find('/') != std::string_view::npos)
      if (auto handover = handover_by_reference(view, word)) return handover;
  return std::nullopt;
}

/// Only we make these numbers, and only who got the mail knows its own.
std::optional<Notice> answered_notice(View const& view, standards::ReceivedMail const& mail) {
  for (auto const& reference : mail.references)
    if (auto notice = notice_by_message_id(view, reference); notice && notice->case_id) return notice;
  return std::nullopt;
}

std::optional<Handover> handover_behind(View const& view, Notice const& notice) {
  auto const all = handovers_of(view, notice.case_id);
  auto const found = std::find_if(
      all.rbegin(), all.rend(), [&](Handover const& one) { return equals_ignoring_case(partner(view, one.partner).email, notice.email); });
  return found == all.rend() ? std::nullopt : std::optional{*found};
}

}  // namespace

bool same_sender(std::string_view known, std::string_view from) {
  if (known.empty() || from.empty()) return false;
  if (equals_ignoring_case(known, from)) return true;
  auto const domain = domain_of(known);
  bool const is_own =
      std::none_of(domains_for_all.begin(), domains_for_all.end(), [&](std::string_view one) { return equals_ignoring_case(one, domain); });
  return !domain.empty() && is_own && equals_ignoring_case(domain, domain_of(from));
}

std::optional<Handover> answered_handover(View const& view, standards::ReceivedMail const& mail) {
  auto handover = named_handover(view, mail.subject);
  if (!handover)
    if (auto const notice = answered_notice(view, mail)) handover = handover_behind(view, *notice);
  if (!handover || handover->state == HandoverState::ended) return std::nullopt;
  auto const body = partner(view, handover->partner);
  return body.way == PartnerWay::mail && same_sender(body.email, mail.from) ? handover : std::nullopt;
}

CaseId meant_case(View const& view, standards::ReceivedMail const& mail) {
  if (auto const handover = named_handover(view, mail.subject)) return handover->case_id;
  for (auto const word : reference_words(mail.subject))
    if (auto const id = case_id_by_number(view, word)) return *id;
  auto const notice = answered_notice(view, mail);
  return notice ? notice->case_id : CaseId{};
}

}  // namespace cityhall
