#include "kernel/cases/actions.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/role.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/reopening.h"
#include "kernel/cases/state.h"
#include "kernel/city.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/tasks/task.h"

namespace cityhall {
namespace {

/// A program has no role: its key stands in for those whose every permission about requests it has.
std::vector<std::string> roles_of_key(View const& view) {
  std::vector<std::string> held;
  for (auto const& role : cityhall::roles(view)) {
    bool any = false, all = true;
    for (auto const& permission : role.permissions) {
      if (!permission.starts_with("issues.")) continue;
      any = true;
      all = all && view.actor.may(permission);
    }
    if (any && all) held.push_back(role.name);
  }
  return held;
}

/// The program itself stands in for every role.
std::vector<std::string> roles_for(View const& view, Case const& report, State const& state) {
  if (view.actor.kind != ActorKind::system) {
    auto own = roles_towards(view.actor, report);
    auto const held = view.actor.kind == ActorKind::key ? roles_of_key(view) : std::vector<std::string>{};
    own.insert(own.end(), held.begin(), held.end());
    return own;
  }
  std::vector<std::string> all;
  for (auto const& action : state.actions) all.insert(all.end(), action.by.begin(), action.by.end());
  return all;
}

std::vector<Action const*> allowed_now(View const& view, Case const& report, Time now) {
  auto const& state = state_of(report, report.state);
  auto const roles = roles_for(view, report, state);
  auto const calendar = view.city.calendar.get();
  auto const facts = facts_of(view.city, report, {}, now);
  return allowed_actions(state, facts, {.roles = roles, .entered = report.state_since, .now = now, .calendar = *calendar});
}

bool given(std::string const& need, ActionFields const& fields) {
  if (need == "comment") return !trim(fields.comment).empty();
  if (need == "photo") return !fields.files.empty();
  return true;  // an answer to a question: checked where the question is asked
}

void check_needs(Action const& action, ActionFields const& fields) {
  std::vector<FieldError> errors;
  for (auto const& need : action.need)
    if (!given(need, fields))
      errors.push_back({need, "required", need == "photo" ? _("Add a photo.") : _("Write a few words for the reporter.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

[[noreturn]] void refuse_action(View const& view, Case const& report, Action const* action) {
  if (action == nullptr)
    throw conflict("case.action_unavailable",
                   _("This cannot be done while the request is “{state}”.").with("state", std::string{state_label(report, "en")}),
                   _("Look at the request again: it may have moved on."));
  auto const roles = roles_for(view, report, state_of(report, report.state));
  bool const has_role = std::any_of(action->by.begin(), action->by.end(),
                                    [&](std::string const& role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); });
  if (!has_role)
    throw forbidden("case.role", _("Your role may not do this."), _("Ask somebody who is: {roles}.").with("roles", join(action->by, ", ")));
  throw conflict("case.action_unavailable", _("This cannot be done now: it is too late, or a condition does not hold."));
}

ActionFields cleaned(ActionFields fields) {
  fields.comment = without_control_characters(trim(fields.comment));
  if (length(fields.comment) > 4000) throw invalid_fields({{"comment", "too_long", _("Write at most 4,000 characters.")}});
  return fields;
}

void take(Unit& unit, Case& report, Action const& action, ActionFields const& fields) {
  check_needs(action, fields);
  auto const& target = state_of(report, action.to);
  keep_files(unit, report.id, fields.files, is_closed_state(target) ? FilePurpose::work_after : FilePurpose::reply);
  enter_state(unit, report, {.to = action.to, .by = action.id, .creates = action.creates}, fields);
}

/// The one named like the outcome, else the first that closes and is not an outcome of its own.
Action const* closing_action(Unit& unit, Case const& report, std::string_view outcome) {
  Action const* first = nullptr;
  for (auto const* action : allowed_now(view_of(unit), report, unit.now)) {
    if (!is_closed_state(state_of(report, action->to))) continue;
    if (!outcome.empty() && (action->id == outcome || action->to == outcome)) return action;
    if (first == nullptr && action->to == "closed") first = action;
  }
  return first;
}

std::string first_end_state(Case const& report) {
  for (auto const& state : report.definition->workflow.states)
    if (is_closed_state(state)) return state.id;
  return {};
}

}  // namespace

void expect_revision(View const& view, Case const& report, std::int64_t revision) {
  if (revision == 0 || revision == report.revision) return;
  std::string last;
  for (auto const& event : events_of(view, report.id)) last = event.actor_name + ": " + event.type;
  throw conflict("case.changed",
                 _("Somebody else has changed this request meanwhile. The last change was “{change}”.").with("change", last),
                 _("Look at what happened, then decide again. Nothing of yours was done."));
}

std::vector<OfferedAction> actions_of(View const& view, Case const& report, std::string_view language) {
  std::vector<OfferedAction> offered;
  for (auto const* action : allowed_now(view, report, view.city.clock().now())) {
    auto const label = action->label.in(language);
    offered.push_back({.id = action->id,
                       .label = std::string{label.empty() ? std::string_view{action->id} : label},
                       .need = action->need,
                       .to = action->to,
                       .ends = is_closed_state(state_of(report, action->to))});
  }
  return offered;
}

void act(Unit& unit, Case& report, std::string_view action_id, ActionFields const& fields) {
  auto const allowed = allowed_now(view_of(unit), report, unit.now);
  auto const found = std::find_if(allowed.begin(), allowed.end(), [&](Action const* action) { return action->id == action_id; });
  if (found == allowed.end()) refuse_action(view_of(unit), report, state_of(report, report.state).action(action_id));
  take(unit, report, **found, cleaned(fields));
}

bool advance(Unit& unit, Case& report, std::string_view event, ActionFields const& fields) {
  for (auto const& [name, to] : state_of(report, report.state).on) {
    if (name != event) continue;
    keep_files(unit, report.id, fields.files, FilePurpose::work_after);
    enter_state(unit, report, {.to = to, .by = std::string{event}}, cleaned(fields));
    return true;
  }
  return false;
}

void close(Unit& unit, Case& report, ActionFields const& fields) {
  require(unit.actor, "issues.close");
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  auto const clean = cleaned(fields);
  // The action of the workflow that the actor may take; else the first end state, because a city must always be able to close.
  if (auto const* action = closing_action(unit, report, clean.outcome)) return take(unit, report, *action, clean);
  auto const end = first_end_state(report);
  if (end.empty()) throw conflict("case.action_unavailable", _("The service of this request has no state in which it is closed."));
  keep_files(unit, report.id, clean.files, FilePurpose::work_after);
  enter_state(unit, report, {.to = end, .by = "close"}, clean);
}

void reopen(Unit& unit, Case& report, std::string_view why) { reopen(unit, report, why, {}); }

void reopen(Unit& unit, Case& report, std::string_view why, std::vector<FileId> const& files) {
  if (!report.closed()) throw conflict("case.already_open", _("This request is open."));
  auto const fields = cleaned({.comment = std::string{why}, .files = files});
  keep_files(unit, report.id, files, FilePurpose::reported);
  for (auto const* action : allowed_now(view_of(unit), report, unit.now))
    if (!is_closed_state(state_of(report, action->to))) {
      take(unit, report, *action, fields);
      return return_to_crew(unit, report, fields.comment);
    }
  if (!unit.actor.may("issues.close"))
    throw conflict("case.reopen_too_late", _("This request can no longer be reopened."), _("Report it again: it gets a new number."));
  enter_state(unit, report, {.to = report.definition->workflow.start, .by = "reopen"}, fields);
  return_to_crew(unit, report, fields.comment);
}

}  // namespace cityhall
