// Where a case goes, how urgent it is, who is told.
#include <algorithm>

#include "kernel/calendar/period.h"
#include "kernel/definitions/checks.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"

namespace cityhall {
namespace {

/// "streets" in the city covers "streets/north"; of a text with places to fill in only the beginning is known.
void check_queue(Findings& findings, std::string const& pointer, FilledText const& queue) {
  auto const& known = findings.context().queues;
  if (known.empty() || queue.empty()) return;
  auto const& start = queue.literals.front();
  bool const open = !queue.paths.empty();
  bool const found = std::any_of(known.begin(), known.end(), [&](std::string const& one) {
    return one == start || start.starts_with(one + '/') || (open && one.starts_with(start));
  });
  if (!found) findings.add(pointer, "There is no queue " + in_quotes(queue.text) + '.', suggestion(start, known));
}

bool always_taken(RouteRule const& rule) { return !rule.when && rule.queue.paths.empty(); }

void check_rule(Findings& findings, RouteRule const& rule, std::string const& at) {
  if (rule.queue.empty() && rule.handoff.empty() && rule.owner.empty())
    findings.add(at, "This rule leads nowhere.", "Give it a queue, an owner or a handoff.");
  if (rule.dispatch && !rule.handoff.empty())
    findings.add(at + "/dispatch", "A case that is handed off gets no crew.", "Remove \"dispatch\" or \"handoff\".");
}

void check_rules_reached(Findings& findings) {
  auto const& definition = findings.definition();
  auto const route_end = std::find_if(definition.route.begin(), definition.route.end(), always_taken);
  if (route_end != definition.route.end() && route_end + 1 != definition.route.end())
    findings.add(entry_at("/route", static_cast<std::size_t>(route_end - definition.route.begin()) + 1),
                 "This rule is never reached: the one above it is always taken.", "Put the rule without a condition last.");
  auto const end =
      std::find_if(definition.priority.begin(), definition.priority.end(), [](PriorityRule const& rule) { return !rule.when; });
  if (end != definition.priority.end() && end + 1 != definition.priority.end())
    findings.add(entry_at("/priority", static_cast<std::size_t>(end - definition.priority.begin()) + 1),
                 "This rule is never reached: the one above it is always taken.", "Put the rule without a condition last.");
}

void check_dedupe(Findings& findings) {
  auto const& definition = findings.definition();
  if (!definition.dedupe.any()) return;
  if (definition.place_question() == nullptr)
    findings.add("/dedupe", "Open cases nearby can only be found when the service asks for a place.",
                 "Add a question of type \"point\" or \"address\", or remove this.");
  auto known = ids_of(definition.questions);
  known.emplace_back("id");
  for (std::size_t i = 0; i < definition.dedupe.same.size(); ++i)
    findings.require_known(entry_at("/dedupe/same", i), "question", definition.dedupe.same[i], known);
}

void check_notify_rule(Findings& findings, NotifyRule const& rule, std::string const& at) {
  if (rule.to.empty()) findings.add(at + "/to", "This rule tells nobody.", "Name whom: reporter, followers, owner, queue, or a role.");
  auto known = findings.roles();
  bool const roles_known = !findings.context().roles.empty();
  known.insert(known.end(), {"followers", "owner", "queue"});
  if (roles_known)
    for (auto const& to : rule.to) findings.require_known(at + "/to", "role", to, known);
  if (rule.on.starts_with("state:"))
    findings.require_known(at + "/on", "state", rule.on.substr(6), ids_of(findings.definition().workflow.states));
  else if (rule.on.starts_with("after:") ? !parse_period(std::string_view{rule.on}.substr(6)) : rule.on.find('.') == std::string::npos)
    findings.add(at + "/on", in_quotes(rule.on) + " is neither a state nor an event, nor a time after the closure.",
                 R"(Write "state:closed", an event such as "case.opened", or "after:P7D".)");
  auto const is_idle = [](std::string const& way) { return way == "sms" || way == "push" || way == "post"; };
  if (!rule.via.empty() && std::all_of(rule.via.begin(), rule.via.end(), is_idle))
    findings.add(at + "/via", "By these ways nothing is sent yet.", R"(Add "same-channel" or "email".)");
  if (!findings.context().templates.empty())
    findings.require_known(at + "/template", "template", rule.template_name, findings.context().templates);
}

}  // namespace

void check_routing(Findings& findings) {
  auto const& definition = findings.definition();
  for (std::size_t i = 0; i < definition.route.size(); ++i) check_rule(findings, definition.route[i], entry_at("/route", i));
  visit_filled(definition, [&](std::string const& pointer, FilledText const& queue) { check_queue(findings, pointer, queue); });
  check_rules_reached(findings);
  check_dedupe(findings);
}

void check_telling(Findings& findings) {
  auto const& notify = findings.definition().notify;
  for (std::size_t i = 0; i < notify.size(); ++i) check_notify_rule(findings, notify[i], entry_at("/notify", i));
}

}  // namespace cityhall
