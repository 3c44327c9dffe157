#pragma once
// What became of each mail that came in.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/events/event.h"
#include "kernel/unit.h"

namespace cityhall {

struct LoggedMail {
  std::string message_id{};
  Time received{};
  std::string outcome{};  // answer, partner, draft, automatic, bounce, own, too_many, unreadable, aside
  std::string sender{};
  std::string subject{};
  std::string case_number{};
  std::string fault{};
};
bool is_logged(View const& view, std::string_view message_id);
void log_mail(Unit& unit, LoggedMail const& mail);
/// How many mails of that sender were taken since then.
std::int64_t mails_from(View const& view, std::string_view sender, Time since);
/// Latest first. Needs `mailroom.settings`.
std::vector<LoggedMail> logged_mails(View const& view, std::size_t most);
/// Of mails from somebody who was erased only stays what became of them; those about requests on hold stay as they are. Mails that were put
/// aside and name them are deleted.
void forget_sender(Unit& unit, Event const& erased);
/// Job: forgets what is older than 90 days, and deletes mails that were put aside so long ago.
void forget_old_mails(City& city);

}  // namespace cityhall
