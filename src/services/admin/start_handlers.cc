#include "services/admin/start_handlers.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/tasks/conflict.h"
#include "services/admin/start_page.h"

namespace cityhall {
namespace {

/// The start page counts for everybody who may enter; what is behind a count needs its own permission.
OfficeHealth health_of(Call const& call) {
  auto const counter = system_actor("admin");
  View const view{call.city, call.reader, counter};
  auto const waiting = [&](NoticeState state) { return notices(view, {.state = state, .most = OfficeHealth::most}).size(); };
  return {.failed_notices = waiting(NoticeState::failed),
          .uncertain_notices = waiting(NoticeState::uncertain),
          .queued_notices = waiting(NoticeState::queued),
          .conflicts = std::min(count_conflicts(view), OfficeHealth::most),
          .parked = parked_events(view),
          .jobs = failed_jobs(view),
          .mail_server = !call.city.settings.get()->mail.smtp_url.empty()};
}

/// For those who can do them. A demo city is as it is.
std::vector<Finding> first_steps_of(Call const& call) {
  if (call.city.settings.get()->demo || !call.actor.may("admin.settings") || first_steps_hidden(call.view())) return {};
  return examine_setup(call.view(), call.now);
}

}  // namespace

web::Response show_office(Call& call) {
  return start_page(call,
                    {.health = health_of(call),
                     .first_steps = first_steps_of(call),
                     .index = office_index(call),
                     .words = std::string{trim(call.request.query.get("q"))}});
}

web::Response dismiss_first_steps(Call& call) {
  auto unit = call.unit();
  hide_first_steps(unit);
  return saved("/admin");
}

web::Response retry_parked(Call& call) {
  auto unit = call.unit();
  retry_parked_events(unit);
  return saved("/admin");
}

}  // namespace cityhall
