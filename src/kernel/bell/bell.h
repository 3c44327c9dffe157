#pragma once
// The bell: what staff are told inside the program, and by mail as each wants it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/events/event.h"
#include "kernel/unit.h"

namespace cityhall {

struct Ring {
  std::string key{};   // unique for ever: "mention/<event>/<account>"
  std::string kind{};  // "mention", "escalation", "assigned"; or what a service's rule names: "case.opened", "state:closed"
  CaseId case_id{};
  std::string by{};  // who or what rings
  std::string text{};
};
/// Tells the account, once for each key; a mail goes out as it chose.
void ring(Unit& unit, AccountId account, Ring const& what);
/// Consumer: for each rule of the definition's `notify` that fits, rings for the crews of the case's queue ("queue"), the assignee or else
/// the crews ("owner"), and the accounts of the roles that it names. Whoever did it is not told. Mails go only to those who chose them for
/// the work of their queues as well.
void tell_staff(Unit& unit, Event const& event);

/// Consumer of `case.assigned`, `case.message_received`, `case.updated_from_outside`: rings for whom a case was assigned to, and for the
/// one whose case somebody outside wrote about (the assignee, or else who handed it over). Not for one's own act.
void tell_assignee(Unit& unit, Event const& event);

struct BellItem {
  std::int64_t id = 0;
  std::string kind{};
  CaseId case_id{};
  std::string number{};  // of the case; empty without one
  std::string by{};
  std::string text{};
  Time at{};
  bool read = false;
};
/// The actor's own, newest first.
std::vector<BellItem> bell_items(View const& view, std::size_t most = 100);
/// How many of the actor's own were not read yet.
std::size_t unread_bells(View const& view);
void mark_bells_read(Unit& unit);

enum class BellMail { at_once, daily, never };
std::string_view to_text(BellMail mail);
struct BellChoice {
  BellMail mail = BellMail::at_once;
  bool queue_work = false;  // mails also of what services tell queues and roles, not only of what is meant for this person
};
BellChoice bell_choice_of(View const& view, AccountId account);
void choose_bell_mail(Unit& unit, BellChoice const& choice);

/// Job: one mail a day, after seven in the city's morning, to those who want it so and have something unread.
void send_daily_bells(City& city);
/// Job: forgets what was read and is older than 30 days, and all that is older than a year.
void forget_old_bells(City& city);

}  // namespace cityhall
