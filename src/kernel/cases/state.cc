#include "kernel/cases/state.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/family.h"
#include "kernel/cases/work_order.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/tasks/task.h"

namespace cityhall {
namespace {

Json ids_of(std::vector<FileId> const& files) {
  auto ids = Json::array();
  for (auto const file : files) ids.push_back(to_text(file));
  return ids;
}

double hours_between(Time from, Time to) { return static_cast<double>((to - from).count()) / 3.6e9; }

void take_queue(Unit& unit, Case& report, State const& state) {
  if (state.queue.empty()) return;
  if (auto queue = fill_in(state.queue, facts_of(unit.city, report, {}, unit.now))) report.queue = *queue;
}

/// The pauses are kept as rows, so that anybody can see later why a due time moved.
void record_pause(Unit& unit, Case const& report, Case const& before) {
  if (report.paused() && !before.paused()) begin_pause(unit, report, before.due_at);
  if (!report.paused() && before.paused()) end_pause(unit, report);
}

/// "fixed" where nobody said otherwise and the state is not an outcome of its own, such as "declined".
std::string outcome_of(Case const& report, ActionFields const& fields) {
  if (!fields.outcome.empty()) return fields.outcome;
  return report.state == "closed" ? "fixed" : report.state;
}

void set_closure(Unit& unit, Case& report, ActionFields const& fields) {
  resume_clock(report, *unit.city.calendar.get(), unit.now);  // whether it was on time is judged by the promise as it stands now
  report.status = CaseStatus::closed;
  report.closed_at = unit.now;
  report.outcome = outcome_of(report, fields);
  report.closing_message = fields.comment;
}

void set_reopened(Case& report) {
  report.status = CaseStatus::open;
  report.closed_at.reset();
  report.outcome.clear();
  report.closing_message.clear();
}

Json closed_data(Unit const& unit, Case const& report, ActionFields const& fields) {
  Json data{
      {"outcome", report.outcome}, {"message", report.closing_message},        {"service", report.service},
      {"queue", report.queue},     {"opened_at", to_micros(report.opened_at)}, {"hours_open", hours_between(report.opened_at, unit.now)}};
  if (report.due_at) data["due_at"] = to_micros(*report.due_at);
  if (!fields.files.empty()) data["files"] = ids_of(fields.files);
  if (!fields.duplicate_of.empty()) data["duplicate_of"] = fields.duplicate_of;
  return data;
}

struct Moved {
  Case const& before;
  Transition const& transition;
  ActionFields const& fields;
};

void append_transition(Unit& unit, Case const& report, Moved const& moved) {
  auto const& [before, transition, fields] = moved;
  EventSubject const subject{.case_id = report.id, .party_id = report.reporter};
  Json data = Json::object();
  auto const* type = "case.state_changed";
  if (report.closed() && !before.closed()) {
    data = closed_data(unit, report, fields);
    type = "case.closed";
  } else if (!report.closed() && before.closed()) {
    data = {{"message", fields.comment}, {"service", report.service}, {"outcome", before.outcome}};
    data["closed_at"] = to_micros(before.closed_at.value_or(unit.now));
    data["opened_at"] = to_micros(report.opened_at);
    if (!fields.files.empty()) data["files"] = ids_of(fields.files);
    if (before.due_at) data["due_at"] = to_micros(*before.due_at);
    type = "case.reopened";
  } else if (!fields.comment.empty()) {
    data["message"] = fields.comment;
  }
  data["from"] = before.state;
  data["to"] = report.state;
  data["by"] = transition.by;
  if (!transition.with.empty()) data["with"] = transition.with;
  append(unit, type, subject, data);
}

void cancel_open_tasks(Unit& unit, Case const& report) {
  for (auto const& task : tasks_of(view_of(unit), report.id))
    if (!is_over(task.state)) withdraw_task(unit, task, "the request was closed");
}

}  // namespace

bool is_closed_state(State const& state) { return state.end || state.public_name == "closed"; }

State const& state_of(Case const& report, std::string_view state) {
  if (auto const* found = report.definition->workflow.state(state)) return *found;
  throw unavailable("definition.damaged", _("Version {version} of the service “{service}” has no state “{state}”.")
                                              .with("version", std::to_string(report.version))
                                              .with("service", report.service)
                                              .with("state", std::string{state}));
}

std::vector<std::string> roles_towards(Actor const& actor, Case const& report) {
  auto roles = actor.roles;
  if (report.reporter_is_here) roles.insert(roles.end(), {"reporter", "applicant"});
  return roles;
}

void keep_files(Unit& unit, CaseId id, std::vector<FileId> const& files, FilePurpose purpose) {
  if (files.empty()) return;
  bool const is_shown = purpose == FilePurpose::work_after && shows_photos(*load_case(view_of(unit), id).definition);
  auto const visibility = is_shown ? FileVisibility::public_ : FileVisibility::reporter;
  for (auto const file : files) insert_file(unit, id, {.file = file, .purpose = purpose, .visibility = visibility});
}

void enter_state(Unit& unit, Case& report, Transition const& transition, ActionFields const& fields) {
  auto const before = report;
  auto const& state = state_of(report, transition.to);
  if (report.main && transition.with.empty()) {
    if (!report.closed() || is_closed_state(state)) refuse_member(view_of(unit), report);
    return reopen_with_main(unit, report, fields);
  }
  report.state = state.id;
  report.state_since = unit.now;
  if (is_closed_state(state) && !before.closed()) set_closure(unit, report, fields);
  if (!is_closed_state(state) && before.closed()) set_reopened(report);
  take_queue(unit, report, state);
  auto const calendar = unit.city.calendar.get();
  if (report.closed()) {
    report.clock.moves_at.reset();
    if (!state.after.empty()) report.clock.moves_at = calendar->due(unit.now, state.after.front().first);
  } else {
    start_clock(report, state, *calendar, unit.now);
  }
  if (!fields.comment.empty()) report.public_note = fields.comment;
  record_pause(unit, report, before);
  save(unit, report);
  append_transition(unit, report, {before, transition, fields});
  if (report.closed() != before.closed()) carry_members(unit, report, fields);
  if (report.closed()) return cancel_open_tasks(unit, report);
  bool const sends_crew =
      transition.creates == "work-order" || std::find(state.creates.begin(), state.creates.end(), "work-order") != state.creates.end();
  if (sends_crew) send_crew(unit, report, {.crew = fields.crew});
}

}  // namespace cityhall
