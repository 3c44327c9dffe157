#include "services/records/module.h"

#include "kernel/retention/remove.h"
#include "services/records/records_handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

std::vector<Route> all_routes() {
  return {
      {.method = GET,
       .path = "/admin/records",
       .permission = "records.see",
       .access = Access::read,
       .handler = show_records,
       .summary = _("What will be removed, what is on hold, and what was removed")},
      {.method = GET,
       .path = "/admin/records/holds/new",
       .permission = "records.hold",
       .access = Access::read,
       .handler = show_new_hold,
       .summary = _("Where a legal hold is set, on requests that are named or found")},
      {.method = POST,
       .path = "/admin/records/holds",
       .permission = "records.hold",
       .access = Access::write,
       .handler = create_holds,
       .summary = _("Set a legal hold"),
       .redisplay = create_holds_again},
      {.method = POST,
       .path = "/admin/records/holds/{hold}/lifting",
       .permission = "records.hold",
       .access = Access::write,
       .handler = lift_one_hold,
       .summary = _("Lift a legal hold")},
      {.method = GET,
       .path = "/admin/records/people/{person}",
       .permission = "records.erase",
       .access = Access::read,
       .handler = show_person,
       .summary = _("What is kept about a person, and what would go if they want to be forgotten")},
      {.method = POST,
       .path = "/admin/records/people/{person}/erasure",
       .permission = "records.erase",
       .access = Access::write,
       .handler = erase_one_person,
       .summary = _("Erase a person on their wish"),
       .redisplay = erase_again},
  };
}

}  // namespace

Module records_module() {
  using namespace std::chrono_literals;
  return {.name = "records",
          .title = _("Records"),
          .permissions = {{"records.see", _("See what will be removed, and what is on hold"), {"manager", "administrator"}},
                          {"records.hold", _("Set and lift legal holds"), {"administrator"}},
                          {"records.erase", _("Erase a person who wants to be forgotten"), {"administrator"}}},
          .publishes = {"case.removed", "hold.set", "hold.lifted", "person.erased"},
          .routes = all_routes(),
          .jobs = {{"remove what is past its time", 1h, remove_overdue_nightly}, {"remove loose photos", 60s, remove_loose_photos}}};
}

}  // namespace cityhall
