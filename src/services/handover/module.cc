#include "services/handover/module.h"

#include "kernel/handover/handover.h"
#include "services/handover/client.h"
#include "services/handover/handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

Route look(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = permission, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

Route act(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {
      .method = POST, .path = path, .permission = permission, .access = Access::write, .handler = handler, .summary = std::move(summary)};
}

std::vector<Route> routes() {
  auto add = act("/casework/partners", "casework.rules", save_partner_form, _("Add an outside body"));
  auto change = act("/casework/partners/{partner}", "casework.rules", save_partner_form, _("Change an outside body"));
  add.redisplay = change.redisplay = partner_again;
  return {
      look("/casework/partners", "casework.rules", show_partners, _("Outside bodies that take requests")),
      std::move(add),
      look("/casework/partners/{partner}", "casework.rules", show_partner, _("One outside body")),
      std::move(change),
      act("/desk/cases/{number}/handovers", "issues.triage", create_handover, _("Hand a request over to an outside body")),
      act("/desk/cases/{number}/handovers/{handover}/end", "issues.triage", end_handover, _("Take a request back from an outside body"))};
}

}  // namespace

Module handover_module() {
  return {.name = "handover",
          .title = _("Partners"),
          .publishes = {"partner.saved", "case.handed_over", "case.taken_back", "case.handover_failed"},
          .routes = routes(),
          .consumers = {{"handover.tell_partners",
                         {"case.replied", "case.reporter_wrote", "case.closed", "case.reopened", "case.state_changed", "case.file_added"},
                         tell_partners}},
          .jobs = {{"send hand-overs", std::chrono::seconds{5}, send_handovers},
                   {"ask partners for updates", std::chrono::seconds{15}, poll_partners}},
          .notices = {{"partner-handover", _("A request is handed over by mail")}}};
}

}  // namespace cityhall
