#pragma once
// The audit trail.

#include <map>
#include <vector>

#include "kernel/events/audit.h"
#include "services/page/office.h"

namespace cityhall {

struct EventsView {
  static constexpr int days_shown = 30;  // unless asked otherwise
  AuditFilter filter{};
  std::string actor{};   // as typed: a name or an e-mail address
  std::string number{};  // of a case
  std::string since{};   // dates as typed; empty: from the beginning, until now
  std::string until{};
  std::vector<Event> events{};
  std::map<CaseId, std::string> numbers{};    // of the requests that the events are about
  std::map<AccountId, std::string> people{};  // names of the accounts that they are about
  std::string notice{};                       // "There is no request …"
};
/// "Staff", "The program".
Message actor_kind_words(ActorKind kind);
/// The account that an event is about; zero where it is about none.
AccountId account_told_of(Event const& event);
/// The name of that account; empty where it is about none, or nobody knows.
std::string person_told_of(EventsView const& view, Event const& event);
web::Response events_page(Call const& call, EventsView const& view);

}  // namespace cityhall
