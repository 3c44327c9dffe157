#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/migration.h"
#include "kernel/cases/state.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/events/event.h"

namespace cityhall {
namespace {

std::string target_of(StateMap const& map, std::string const& state) {
  auto const found = map.find(state);
  return found == map.end() ? state : found->second;
}

std::vector<std::string> states_of(Definition const& definition) {
  std::vector<std::string> ids;
  for (auto const& state : definition.workflow.states) ids.push_back(state.id);
  return ids;
}

/// A place to go that exists and does not end the request.
void check_target(Definition const& next, std::string const& from, std::string const& to, std::vector<FieldError>& faults) {
  auto const* state = next.workflow.state(to);
  if (state == nullptr)
    faults.push_back({from, "unknown",
                      _("“{from}” goes to “{to}”, which the new version does not have. It has: {states}.")
                          .with("from", from)
                          .with("to", to)
                          .with("states", join(states_of(next), ", "))});
  else if (is_closed_state(*state))
    faults.push_back(
        {from, "ends",
         _("“{from}” goes to “{to}”, which would end running requests. Choose an open state.").with("from", from).with("to", to)});
}

void check_map(Definition const& next, StateMap const& map, std::vector<FieldError>& faults) {
  for (auto const& [from, to] : map) check_target(next, from, to, faults);
}

MigrationStep step_from(store::Row const& row, StateMap const& map) {
  MigrationStep step{
      .version = row.get<int>(0), .from = row.get<std::string>(1), .cases = static_cast<std::size_t>(row.get<std::int64_t>(2))};
  step.to = target_of(map, step.from);
  return step;
}

void migrate(Unit& unit, Case report, DefinitionPtr const& next, StateMap const& map) {
  auto const before = report;
  report.definition = next;
  report.version = next->version;
  report.state = target_of(map, before.state);
  auto const& state = state_of(report, report.state);
  if (report.state != before.state) {
    report.state_since = unit.now;
    start_clock(report, state, *unit.city.calendar.get(), unit.now);
    if (report.paused() && !before.paused()) begin_pause(unit, report, before.due_at);
    if (!report.paused() && before.paused()) end_pause(unit, report);
  }
  save(unit, report);
  append(unit, "case.migrated", {.case_id = report.id},
         Json{{"from_version", before.version}, {"to_version", report.version}, {"from", before.state}, {"to", report.state}});
}

}  // namespace

std::vector<MigrationStep> plan_migration(View const& view, Definition const& next, StateMap const& map) {
  std::vector<FieldError> faults;
  check_map(next, map, faults);
  std::vector<MigrationStep> steps;
  for (auto const row : view.reader.query(
           R"sql(SELECT version, state, count(*) FROM cases WHERE service = $1 AND version < $2 AND is_open = 1
                 GROUP BY version, state ORDER BY version, state)sql",
           next.id, next.version)) {
    auto const& step = steps.emplace_back(step_from(row, map));
    if (map.contains(step.from)) continue;
    auto const* state = next.workflow.state(step.from);
    if (state == nullptr || is_closed_state(*state))
      faults.push_back({step.from, "missing",
                        _("“{from}” has no place to go: {count} open requests of version {version} are there.")
                            .with("from", step.from)
                            .with("count", std::to_string(step.cases))
                            .with("version", std::to_string(step.version))});
  }
  if (!faults.empty())
    throw Refusal{RefusalKind::invalid, "migration.incomplete", _("The map of states is not complete. Nothing was changed."),
                  _("Say for each state where its requests go: old=new, with commas between."), std::move(faults)};
  return steps;
}

std::vector<MigrationStep> migrate_cases(Unit& unit, DefinitionPtr const& next, StateMap const& map) {
  require(unit.actor, "admin.services");
  auto steps = plan_migration(view_of(unit), *next, map);
  auto const ids = unit.tx.values<CaseId>(R"sql(SELECT id FROM cases WHERE service = $1 AND version < $2 AND is_open = 1 ORDER BY id)sql",
                                          next->id, next->version);
  for (auto const id : ids) migrate(unit, load_case(view_of(unit), id), next, map);
  return steps;
}

}  // namespace cityhall
