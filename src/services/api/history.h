#pragma once
// Events and notices in the JSON API: what happened, and what the city told people.

#include "kernel/events/audit.h"
#include "kernel/notices/notice.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Event> const& answer_record(Event const*);
web::Record<Notice> const& answer_record(Notice const*);
}  // namespace cityhall

namespace cityhall::api {

struct EventQuery {
  std::string type{};
  std::string actor{};
  std::string number{};
  std::optional<Time> since{};
  std::string order = "newest";
  std::string cursor{};
  int limit = 50;
};
struct NoticeQuery {
  std::string state{};
  std::string number{};
  std::string cursor{};
  int limit = 50;
};

/// The members of each.
web::Record<EventQuery> const& body_record(EventQuery const*);
web::Record<NoticeQuery> const& body_record(NoticeQuery const*);

/// Under /api/v1/events and /api/v1/notices.
std::vector<Route> history_routes();

}  // namespace cityhall::api
