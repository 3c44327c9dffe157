#include "kernel/cases/family.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/family_rows.h"
#include "kernel/cases/state.h"
#include "kernel/cases/work_order.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/tasks/task.h"

namespace cityhall {
namespace {

[[noreturn]] void refuse_merged(std::string const& number) {
  throw conflict("case.merged", _("This request is handled together with {number}.").with("number", number),
                 _("Decide there, or take this one out first."));
}

Json merged_data(Case const& main, Bond bond) { return {{"into", main.number}, {"kind", to_text(bond)}}; }

std::string words_for_reporter(Unit& unit, Case const& report, Case const& main) {
  // Only the number of a report that everybody may see: these words stand on the public page.
  if (!is_public(*main.definition))
    return unit.city.translations().text(_("We handle this together with another report."), report.language);
  return unit.city.translations().text(_("We handle this together with report {number}.").with("number", main.number), report.language);
}

void withdraw_work(Unit& unit, Case const& report) {
  for (auto const& task : tasks_of(view_of(unit), report.id))
    if (!is_over(task.state)) withdraw_task(unit, task, "the request is handled together with another one");
}

/// A crew for each work order that the merging withdrew: the same crew, the same words. Where that crew is no more, a dispatcher decides.
void restore_work(Unit& unit, Case const& report, Time merged) {
  if (report.closed()) return;
  for (auto const& task : tasks_of(view_of(unit), report.id)) {
    if (task.state != TaskState::cancelled || task.ended_at != merged) continue;
    try {
      unit.tx.attempt([&] { send_crew(unit, report, {.crew = task.crew, .what = task.description}); });
    } catch (Refusal const& refusal) {
      append(unit, "task.next_waits", {.case_id = report.id}, Json{{"message", task.title + ": " + in_english(refusal.message)}});
    }
  }
}

/// Writes the bond and the case; gives the bond's id.
std::int64_t join(Unit& unit, Case& report, Case const& main, BondRow row) {
  row.case_id = report.id;
  row.main = main.id;
  auto const id = insert_bond(unit, row);
  report.main = main.id;
  report.public_note = words_for_reporter(unit, report, main);
  save(unit, report);
  return id;
}

/// Those that follow `report` go with it to the new main case, and come back with it.
void bring_along(Unit& unit, Case const& report, Case const& main, std::int64_t bond) {
  for (auto const& member : members_of(view_of(unit), report.id)) {
    auto other = load_case(view_of(unit), member.id);
    end_bond(unit, bond_of(view_of(unit), member.id)->id);
    join(unit, other, main, {.bond = member.bond, .came_with = bond});
    auto data = merged_data(main, member.bond);
    data["with"] = report.number;
    append(unit, "case.merged", {.case_id = other.id, .party_id = other.reporter}, data);
  }
}

Case root_of(Unit& unit, Case const& main) { return main.main ? load_case(view_of(unit), main.main) : main; }

void check_merge(Unit& unit, Case const& report, Case const& main) {
  require(unit.actor, "issues.triage");
  if (report.id == main.id)
    throw conflict("case.merge_self", _("A request cannot be handled together with itself."), _("Enter the number of the other one."));
  if (report.closed() || main.closed())
    throw conflict("case.already_closed", _("{number} is already closed.").with("number", report.closed() ? report.number : main.number),
                   _("Reopen it first, or close the other one as already reported."));
  refuse_member(view_of(unit), report);
}

/// Time that passed while the case followed another one does not end its state.
void restart_timer(Unit& unit, Case& report) {
  if (!report.clock.moves_at || *report.clock.moves_at > unit.now) return;
  auto const& state = state_of(report, report.state);
  if (!state.after.empty()) report.clock.moves_at = unit.city.calendar.get()->of(report.owner).due(unit.now, state.after.front().first);
}

/// The end that is called like the main case's, else the first one.
std::string end_like(Case const& member, Case const& main) {
  std::string first;
  for (auto const& state : member.definition->workflow.states) {
    if (!is_closed_state(state)) continue;
    if (state.id == main.state) return state.id;
    if (first.empty()) first = state.id;
  }
  return first;
}

/// Everybody who reported it gets the photo of the finished work.
void share_finished_work(Unit& unit, Case const& main, CaseId member) {
  for (auto const& file : files_of(view_of(unit), main.id))
    if (file.purpose == FilePurpose::work_after) insert_file(unit, member, file);
}

void release(Unit& unit, Case& report) {
  report.main = {};
  report.public_note = unit.city.translations().text(_("We look at this report on its own again."), report.language);
  restart_timer(unit, report);
  save(unit, report);
}

}  // namespace

void refuse_member(View const& view, Case const& report) {
  if (auto const main = main_of(view, report)) refuse_merged(main->number);
}

void merge(Unit& unit, Case& report, Case const& chosen, Bond bond) {
  auto const main = root_of(unit, chosen);
  check_merge(unit, report, main);
  auto const id = join(unit, report, main, {.bond = bond});
  withdraw_work(unit, report);
  append(unit, "case.merged", {.case_id = report.id, .party_id = report.reporter}, merged_data(main, bond));
  bring_along(unit, report, main, id);
  append(unit, "case.merged", {.case_id = main.id}, Json{{"member", report.number}, {"kind", to_text(bond)}});
}

void unmerge(Unit& unit, Case& report) {
  require(unit.actor, "issues.triage");
  auto const row = bond_of(view_of(unit), report.id);
  if (!row)
    throw conflict("case.not_merged", _("This request stands for itself already."), _("Look at the request again: it may have moved on."));
  auto const main = load_case(view_of(unit), row->main);
  end_bond(unit, row->id);
  release(unit, report);
  append(unit, "case.unmerged", {.case_id = report.id, .party_id = report.reporter},
         Json{{"from", main.number}, {"kind", to_text(row->bond)}});
  for (auto const& company : company_of(view_of(unit), row->id)) {
    auto other = load_case(view_of(unit), company.case_id);
    end_bond(unit, company.id);
    join(unit, other, report, {.bond = company.bond});
    auto data = merged_data(report, company.bond);
    data["with"] = report.number;
    append(unit, "case.merged", {.case_id = other.id, .party_id = other.reporter}, data);
  }
  append(unit, "case.unmerged", {.case_id = main.id}, Json{{"member", report.number}, {"kind", to_text(row->bond)}});
  restore_work(unit, report, row->since);
}

void carry_members(Unit& unit, Case const& main, ActionFields const& fields) {
  for (auto const& member : members_of(view_of(unit), main.id)) {
    auto report = load_case(view_of(unit), member.id);
    if (report.closed() == main.closed()) continue;
    if (main.closed()) {
      share_finished_work(unit, main, report.id);
      enter_state(unit, report, {.to = end_like(report, main), .by = "main", .with = main.number},
                  {.comment = fields.comment, .outcome = main.outcome});
    } else {
      enter_state(unit, report, {.to = report.definition->workflow.start, .by = "main", .with = main.number}, {.comment = fields.comment});
    }
  }
}

void reopen_with_main(Unit& unit, Case& report, ActionFields const& fields) {
  auto main = load_case(view_of(unit), report.main);
  enter_state(unit, main, {.to = main.definition->workflow.start, .by = "reopen"}, fields);
  bool const here = report.reporter_is_here;
  report = load_case(view_of(unit), report.id);
  report.reporter_is_here = here;
}

}  // namespace cityhall
