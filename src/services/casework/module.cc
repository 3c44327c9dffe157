#include "services/casework/module.h"

#include "kernel/bell/bell.h"
#include "kernel/casework/escalation.h"
#include "kernel/cases/incident.h"
#include "kernel/cases/recurring.h"
#include "services/casework/escalation_handlers.h"
#include "services/casework/feed_handlers.h"
#include "services/casework/incident_handlers.h"
#include "services/casework/plans_handlers.h"
#include "services/casework/replies_handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

Route look(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = permission, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

struct Act {
  RouteHandler handler;
  RefusalHandler again = nullptr;
};

Route act(std::string_view path, std::string_view permission, Act const& what, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = permission,
          .access = Access::write,
          .handler = what.handler,
          .summary = std::move(summary),
          .redisplay = what.again};
}

std::vector<Route> routes() {
  return {look("/desk/incidents", "issues.read", show_incidents, _("Open incidents")),
          act("/desk/incidents", "issues.triage", {create_incident, incidents_again}, _("Make a request stand for many")),
          look("/desk/incidents/{number}", "issues.read", show_incident, _("One incident, and reports that could join")),
          act("/desk/incidents/{number}/reports", "issues.triage", {add_reports, incident_again}, _("Add reports to an incident")),
          look("/desk/feed", "issues.read", show_feed, _("Internal notes of all requests")),
          look("/desk/bell", "issues.read", show_bell, _("What the signed-in person was told")),
          act("/desk/bell/reading", "issues.read", {read_bell}, _("Mark the bell as read")),
          act("/desk/bell/choice", "issues.read", {choose_bell}, _("Choose the mails of the bell")),
          look("/casework", "casework.rules", lead_to_rules, _("Leads to the rules of case work")),
          look("/casework/escalation", "casework.rules", show_escalation, _("What happens when a request waits too long")),
          act("/casework/escalation", "casework.rules", {create_escalation, escalation_again}, _("Add a rule of escalation")),
          act("/casework/escalation/{rule}/removal", "casework.rules", {delete_escalation}, _("Remove a rule of escalation")),
          look("/casework/leads", "casework.rules", show_leads, _("Who leads which queue")),
          act("/casework/leads", "casework.rules", {set_lead, leads_again}, _("Name the lead of a queue")),
          look("/casework/replies", "casework.rules", show_replies, _("Prepared replies")),
          act("/casework/replies", "casework.rules", {save_reply, reply_again}, _("Add a prepared reply")),
          look("/casework/replies/{reply}", "casework.rules", show_prepared_reply, _("One prepared reply")),
          act("/casework/replies/{reply}", "casework.rules", {save_reply, reply_again}, _("Change a prepared reply")),
          act("/casework/replies/{reply}/removal", "casework.rules", {delete_reply}, _("Remove a prepared reply")),
          look("/casework/plans", "casework.rules", show_plans, _("Plans of work in steps")),
          act("/casework/plans", "casework.rules", {create_plan, plans_again}, _("Add a plan of work in steps")),
          act("/casework/plans/{plan}/removal", "casework.rules", {delete_plan}, _("Remove a plan of work in steps")),
          look("/casework/recurring", "casework.rules", show_recurring, _("Work that comes back by the calendar")),
          act("/casework/recurring", "casework.rules", {create_recurring, recurring_again}, _("Add recurring work")),
          act("/casework/recurring/{work}/removal", "casework.rules", {delete_recurring}, _("Remove recurring work")),
          act("/desk/cases/{number}/plan", "issues.dispatch", {plan_case}, _("Plan the work on a request in steps")),
          act("/desk/cases/{number}/plan/next", "issues.dispatch", {resume_case_plan}, _("Make the step that waits for a crew"))};
}

}  // namespace

Module casework_module() {
  return {.name = "casework",
          .title = _("Case work"),
          .permissions = {{"casework.rules", _("Set the rules of case work"), {"administrator", "manager"}}},
          .publishes = {"incident.declared", "case.escalated", "escalation.saved", "escalation.deleted", "queue.lead_changed",
                        "case.tagged", "case.untagged", "reply.saved", "reply.deleted", "plan.saved", "plan.deleted", "case.work_planned",
                        "task.next_waits", "recurring.saved", "recurring.deleted"},
          .routes = routes(),
          .consumers = {{"casework.join_incident", {"case.opened", "case.service_changed"}, join_incident},
                        {"casework.tell_staff",
                         {"case.opened", "case.state_changed", "case.replied", "case.closed", "case.reopened"},
                         tell_staff},
                        {"casework.tell_assignee", {"case.assigned", "case.message_received", "case.updated_from_outside"}, tell_assignee}},
          .jobs = {{"escalate cases", std::chrono::seconds{60}, [](City& city) { escalate_cases(city); }},
                   {"open recurring work", std::chrono::minutes{5}, [](City& city) { open_recurring_work(city); }},
                   {"send daily bells", std::chrono::minutes{20}, send_daily_bells},
                   {"forget old bells", std::chrono::hours{24}, forget_old_bells}},
          .notices = {{"staff-bell", _("Somebody is told something about a request")},
                      {"staff-assigned", _("A request was assigned to somebody")},
                      {"staff-bell-daily", _("What somebody was told, once a day")}},
          .menu = {{_("Incidents"), "/desk/incidents", "issues.triage"},
                   {_("Notes"), "/desk/feed", "issues.read"},
                   {_("Rules"), "/casework", "casework.rules"}}};
}

}  // namespace cityhall
