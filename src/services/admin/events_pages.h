#pragma once
// The audit trail.

#include <map>
#include <vector>

#include "kernel/events/audit.h"
#include "services/page/office.h"

namespace cityhall {

struct EventsView {
  AuditFilter filter{};
  std::string actor{};   // as typed: a name or an e-mail address
  std::string number{};  // of a case
  int days = 30;
  std::vector<Event> events{};
  std::map<CaseId, std::string> numbers{};  // of the requests that the events are about
  std::string notice{};                     // "There is no request …"
};
web::Response events_page(Call const& call, EventsView const& view);

}  // namespace cityhall
