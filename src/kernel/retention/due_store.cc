#include <algorithm>

#include "kernel/calendar/business_calendar.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/retention/cutoff.h"
#include "kernel/retention/due.h"
#include "store/reader.h"

namespace cityhall {
namespace {

store::Query free_cases() {
  store::Query query{R"sql(SELECT id, closed_at, main_id FROM cases)sql"};
  query.where("is_open = 0");
  query.where(R"sql(id NOT IN (SELECT case_id FROM held_cases))sql");
  query.where(R"sql(id NOT IN (SELECT case_id FROM cases_in_contact))sql");
  query.where(R"sql(NOT EXISTS (SELECT 1 FROM tasks WHERE tasks.case_id = cases.id AND tasks.is_over = 0))sql");
  query.where(
      R"sql(NOT EXISTS (SELECT 1 FROM handovers WHERE handovers.case_id = cases.id AND handovers.state IN ('waiting', 'sent')))sql");
  query.where(R"sql(NOT EXISTS (SELECT 1 FROM case_bonds WHERE case_bonds.main_id = cases.id AND ended_at IS NULL))sql");
  return query;
}

/// A member tells a part of what happened to its main case: it goes when that one's time is over, too.
bool main_stays(View const& view, CaseId main, Time now) {
  if (!main) return false;
  auto const row = view.reader.maybe(
      R"sql(SELECT service, version, is_open, closed_at,
              CASE WHEN id IN (SELECT case_id FROM held_cases) THEN 1 ELSE 0 END
            FROM cases WHERE id = $1)sql",
      main);
  if (!row) return false;
  auto const definition = view.city.definitions.get()->find(row->get<std::string>(0), row->get<int>(1));
  auto const closed = row->get<std::optional<Time>>(3);
  if (!definition || definition->retain.zero() || row->get<bool>(2) || !closed || row->get<std::int64_t>(4) > 0) return true;
  return view.city.calendar.get()->due(*closed, definition->retain) > now;
}

}  // namespace

std::vector<KeptGroup> groups_over(View const& view, Time at) {
  std::vector<KeptGroup> groups;
  auto const calendar = view.city.calendar.get();
  auto const definitions = view.city.definitions.get();
  for (auto const row : view.reader.query(R"sql(SELECT service, version FROM definitions ORDER BY service, version)sql")) {
    auto const definition = definitions->find(row.get<std::string>(0), row.get<int>(1));
    if (!definition || definition->retain.zero()) continue;
    groups.push_back({definition->id, definition->version, kept_until_now(*calendar, definition->retain, at)});
  }
  return groups;
}

std::vector<CaseId> next_due(View const& view, KeptGroup const& group, DueMark& mark, std::size_t most) {
  auto query = free_cases();
  query.where("service = ?", group.service).where("version = ?", group.version).where("closed_at <= ?", group.closed_until);
  query.where("(closed_at, id) > (?, ?)", mark.closed_at, mark.id).order_by("closed_at, id").limit(static_cast<std::int64_t>(most));
  std::vector<CaseId> found;
  std::vector<std::pair<CaseId, CaseId>> members;
  for (auto const row : view.reader.query(query)) {
    mark = {row.get<Time>(1), row.get<CaseId>(0)};
    if (auto const main = row.get<CaseId>(2)) members.emplace_back(mark.id, main);
    else found.push_back(mark.id);
  }
  for (auto const& [id, main] : members)
    if (!main_stays(view, main, view.city.clock().now())) found.push_back(id);
  return found;
}

bool may_go(View const& view, CaseId id) { return view.reader.maybe(free_cases().where("id = ?", id)).has_value(); }

}  // namespace cityhall
