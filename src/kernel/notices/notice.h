#pragma once
// Notices: what the city tells people. A verb or consumer queues one; a job sends it. The same key is never told twice.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

struct NewNotice {
  std::string template_name;  // catalogue/notices/<name>.<language>.txt
  std::string key;            // unique for ever: "case.closed/<event>/<address>"
  std::string email;          // or:
  PartyId party{};            // its first e-mail address
  std::string language;       // empty or unknown: the city's default
  CaseId case_id{};
  std::map<std::string, std::string> values{};  // for the {placeholders}; plain text
  FileId photo{};                               // shown in the mail, at most 640 px
  Time not_before{};                            // waits until then
  bool secret = false;                          // values are sealed, and erased when sent: codes and links
  bool bundle = false;                          // may wait for others to the same person and go with them as one mail, see way_out.h
};

/// Queues it in the unit; for a party who prefers text messages as one (kernel/telephony). Nothing when the key was queued before, or when
/// there is no address. Throws invalid "notice.…" for an unknown template or a missing value: a fault of the program, found by tests.
std::optional<NoticeId> queue_notice(Unit& unit, NewNotice const& notice);

enum class NoticeState {
  queued,     // waits for its time
  sending,    // handed to the mail server, answer not yet known
  sent,       // the mail server took it
  failed,     // refused for good, or too often
  uncertain,  // the program died between handing over and noting the answer: a person decides
};

struct Notice {
  NoticeId id{};
  std::string template_name;
  std::string email;
  std::string language;
  CaseId case_id{};
  NoticeState state = NoticeState::queued;
  int attempts = 0;
  Time queued{};
  Time due{};  // next attempt
  std::optional<Time> sent;
  std::string fault;  // the mail server's last answer
};

struct NoticeFilter {
  std::optional<NoticeState> state;
  CaseId case_id{};
  NoticeId before{};  // for the next page
  std::size_t most = 100;
};
/// Latest first. Needs `admin.notices`.
std::vector<Notice> notices(View const& view, NoticeFilter const& filter);
/// Sends a failed or uncertain one again. Needs `admin.notices`.
void resend_notice(Unit& unit, NoticeId id);

/// The notice that a mail's Message-ID names; nothing for one that this city did not make (message_id.h). Checks no permission.
std::optional<Notice> notice_by_message_id(View const& view, std::string_view message_id);
/// A mail that the mail server had taken came back: sent → failed. False when it is not `sent`.
bool note_bounce(Unit& unit, NoticeId id, std::string_view fault);

/// Job: sends what is due over one connection; returns how many the mail server took. Without settings.mail.smtp_url mail stays queued.
/// Never throws for a mail server that is away: the notices wait, longer after each attempt.
int send_due_notices(City& city);
/// At start, before the first send: what was `sending` when the program died becomes `uncertain`.
void settle_interrupted_notices(City& city);

}  // namespace cityhall
