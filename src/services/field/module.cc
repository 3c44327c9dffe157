#include "services/field/module.h"

#include "services/field/work_handlers.h"

namespace cityhall {

Module field_module() {
  using enum web::Method;
  constexpr std::size_t photos_body_max = 130'000'000;
  return {.name = "field",
          .title = _("Field work"),
          .permissions = {{"field.work", _("See and do the crew's work orders"), {"crew", "dispatcher"}}},
          .publishes = {"task.created", "task.assigned", "task.ordered", "task.cancelled", "task.accepted", "task.en_route", "task.started",
                        "task.paused", "task.done", "task.noted", "task.photographed", "task.declined", "task.conflict", "task.withdrawn",
                        "task.conflict_settled"},
          .routes = {{.method = GET,
                      .path = "/field",
                      .permission = "field.work",
                      .access = Access::read,
                      .handler = show_work,
                      .summary = _("The crew's work, in order")},
                     {.method = GET,
                      .path = "/field/live",
                      .permission = "field.work",
                      .access = Access::read,
                      .handler = work_live,
                      .summary = _("New and changed work orders as they happen")},
                     {.method = GET,
                      .path = "/field/orders/{task}",
                      .permission = "field.work",
                      .access = Access::read,
                      .handler = show_work_order,
                      .summary = _("One work order")},
                     {.method = POST,
                      .path = "/field/orders/{task}/operations",
                      .permission = "field.work",
                      .access = Access::write,
                      .handler = add_operation,
                      .summary = _("Something that the crew did"),
                      .body_bytes_max = photos_body_max,
                      .takes_photos = true,
                      .redisplay = work_order_again}},
          .menu = {{_("My work"), "/field", "field.work"}}};
}

}  // namespace cityhall
