#include <map>

#include "kernel/city.h"
#include "kernel/retention/due.h"
#include "kernel/retention/outlook.h"
#include "store/reader.h"

namespace cityhall {
namespace {

std::size_t count_of(store::Row const& row, int column) {
  return static_cast<std::size_t>(row.get<std::optional<std::int64_t>>(column).value_or(0));
}

void count_group(View const& view, KeptGroup const& group, OutlookRow& into) {
  for (auto const row : view.reader.query(
           R"sql(
    SELECT count(*), sum(held), sum(CASE WHEN held = 0 AND waits = 1 THEN 1 ELSE 0 END) FROM (
      SELECT
        CASE WHEN id IN (SELECT case_id FROM held_cases) THEN 1 ELSE 0 END AS held,
        CASE WHEN EXISTS (SELECT 1 FROM tasks WHERE tasks.case_id = cases.id AND tasks.is_over = 0)
          OR EXISTS (SELECT 1 FROM handovers WHERE handovers.case_id = cases.id AND handovers.state IN ('waiting', 'sent'))
          OR id IN (SELECT case_id FROM cases_in_contact)
          THEN 1 ELSE 0 END AS waits
      FROM cases WHERE service = $1 AND version = $2 AND is_open = 0 AND closed_at <= $3) counted)sql",
           group.service, group.version, group.closed_until)) {
    into.over += count_of(row, 0);
    into.held += count_of(row, 1);
    into.waits += count_of(row, 2);
  }
}

}  // namespace

std::vector<OutlookRow> outlook(View const& view, Time now, std::chrono::days ahead) {
  require(view.actor, "records.see");
  std::map<std::string, OutlookRow> services;
  for (auto const& group : groups_over(view, now + ahead)) {
    auto& row = services[group.service];
    row.service = group.service;
    count_group(view, group, row);
  }
  std::vector<OutlookRow> rows;
  for (auto& [service, row] : services)
    if (row.over > 0) rows.push_back(std::move(row));
  return rows;
}

std::vector<RemovalDay> removal_log(View const& view, std::size_t most) {
  require(view.actor, "records.see");
  std::vector<RemovalDay> days;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT day, why, service, cases, people, photos FROM removal_log WHERE why <> 'run' ORDER BY day DESC, why, service LIMIT $1)sql",
          static_cast<std::int64_t>(most)))
    days.push_back(
        {row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::string>(2), count_of(row, 3), count_of(row, 4), count_of(row, 5)});
  return days;
}

}  // namespace cityhall
