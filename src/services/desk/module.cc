#include "services/desk/module.h"

#include "services/desk/case_handlers.h"
#include "services/desk/inbox_handlers.h"
#include "services/desk/overview_handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

Route act(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = permission,
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .redisplay = case_again};
}

}  // namespace

Module desk_module() {
  return {.name = "desk",
          .title = _("Desk"),
          .permissions = {{"desk.overview", _("See the figures of all services"), {"manager", "administrator"}}},
          .routes = {{.method = GET,
                      .path = "/work",
                      .permission = "signed-in",
                      .access = Access::read,
                      .handler = lead_to_work,
                      .summary = _("Leads everybody to where their work is")},
                     {.method = GET,
                      .path = "/desk",
                      .permission = "issues.read",
                      .access = Access::read,
                      .handler = show_inbox,
                      .summary = _("The inbox")},
                     {.method = GET,
                      .path = "/desk/live",
                      .permission = "issues.read",
                      .access = Access::read,
                      .handler = desk_live,
                      .summary = _("What happens to all requests, as it happens")},
                     {.method = GET,
                      .path = "/desk/cases/{number}",
                      .permission = "issues.read",
                      .access = Access::read,
                      .handler = show_case,
                      .summary = _("One request with everything on one page")},
                     {.method = GET,
                      .path = "/desk/overview",
                      .permission = "desk.overview",
                      .access = Access::read,
                      .handler = show_overview,
                      .summary = _("Figures of all services")},
                     act("/desk/cases/{number}/replies", "issues.reply", create_reply, _("Answer the reporter")),
                     act("/desk/cases/{number}/notes", "issues.read", create_note, _("Write an internal note")),
                     act("/desk/cases/{number}/assignment", "issues.triage", create_assignment, _("Assign to a person or queue")),
                     act("/desk/cases/{number}/service", "issues.triage", change_case_service, _("Correct the service")),
                     act("/desk/cases/{number}/priority", "issues.triage", change_case_priority, _("Change the priority")),
                     act("/desk/cases/{number}/work-orders", "issues.dispatch", create_work_order, _("Make a work order")),
                     act("/desk/cases/{number}/closure", "issues.close", create_closure, _("Close")),
                     act("/desk/cases/{number}/reopening", "issues.close", create_reopening, _("Open again")),
                     act("/desk/cases/{number}/actions/{action}", "issues.read", take_action, _("Take an action of the workflow"))},
          .menu = {{_("Inbox"), "/desk", "issues.read"}, {_("Overview"), "/desk/overview", "desk.overview"}}};
}

}  // namespace cityhall
