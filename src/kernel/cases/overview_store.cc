#include <algorithm>

#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/overview.h"
#include "kernel/city.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

/// A roll-up may stand below zero for a moment while a correction is being counted.
std::size_t count_of(store::Row const& row, int column) {
  return static_cast<std::size_t>(std::max<std::int64_t>(0, row.get<std::int64_t>(column)));
}

}  // namespace

std::vector<ServiceLoad> service_loads(View const& view, Time now) {
  require(view.actor, "issues.read");
  std::vector<ServiceLoad> loads;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT service, count(*), sum(CASE WHEN due_key < $1 THEN 1 ELSE 0 END) FROM cases WHERE is_open = 1 AND main_id = 0 GROUP BY service ORDER BY service)sql",
          now))
    loads.push_back({.service = row.get<std::string>(0), .open = count_of(row, 1), .overdue = count_of(row, 2)});
  return loads;
}

std::vector<DayFigures> figures_by_day(View const& view, Time now, int days) {
  require(view.actor, "issues.read");
  std::chrono::sys_days const today{view.city.calendar.get()->zone().date_of(now)};
  auto const first = today - std::chrono::days{days - 1};
  std::vector<DayFigures> figures;
  for (auto day = first; day <= today; day += std::chrono::days{1}) figures.push_back({.day = Date{day}});
  auto const first_number = static_cast<std::int64_t>(first.time_since_epoch().count());
  for (auto const row :
       view.reader.query(R"sql(SELECT day, sum(opened), sum(closed) FROM service_days WHERE day >= $1 AND day <= $2 GROUP BY day)sql",
                         first_number, static_cast<std::int64_t>(today.time_since_epoch().count()))) {
    auto& figure = figures.at(static_cast<std::size_t>(row.get<std::int64_t>(0) - first_number));
    figure.opened = count_of(row, 1);
    figure.closed = count_of(row, 2);
  }
  return figures;
}

std::vector<ChannelCount> channel_counts(View const& view, Time since) {
  require(view.actor, "issues.read");
  std::vector<ChannelCount> counts;
  // The empty text keeps the planner on the index by time: the one by channel would have to be walked as a whole.
  for (auto const row : view.reader.query(
           R"sql(SELECT channel || '', count(*) FROM cases WHERE opened_at >= $1 GROUP BY channel || '')sql", since))
    counts.push_back({.channel = channel_from(row.get<std::string>(0)), .opened = count_of(row, 1)});
  std::sort(counts.begin(), counts.end(), [](auto const& a, auto const& b) { return a.opened > b.opened; });
  return counts;
}

}  // namespace cityhall
