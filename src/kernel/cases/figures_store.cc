#include <algorithm>
#include <cmath>
#include <map>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/figures.h"
#include "kernel/cases/public_case.h"
#include "kernel/city.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr double buckets_per_octave = 8;  // neighbouring buckets differ by 9 %

std::int64_t bucket_of(double hours) {
  return static_cast<std::int64_t>(std::floor(std::log2(1 + std::max(0.0, hours)) * buckets_per_octave));
}
double hours_of(std::int64_t bucket) { return std::exp2((static_cast<double>(bucket) + 0.5) / buckets_per_octave) - 1; }

std::int64_t day_of(City const& city, Time time) {
  return std::chrono::sys_days{city.calendar.get()->zone().date_of(time)}.time_since_epoch().count();
}

std::optional<Time> time_in(Json const& data, std::string_view name) {
  auto const found = data.find(name);
  if (found == data.end() || !found->is_number_integer()) return std::nullopt;
  return from_micros(found->get<std::int64_t>());
}

struct Closure {
  std::string service;
  Time opened{};
  Time closed{};
  std::optional<Time> due{};
};

void count_opened(Unit& unit, std::string_view service, Time opened, int times) {
  unit.tx.run(
      R"sql(INSERT INTO service_days (service, day, opened, closed, promised, on_time) VALUES ($1, $2, $3, 0, 0, 0)
            ON CONFLICT (day, service) DO UPDATE SET opened = service_days.opened + excluded.opened)sql",
      service, day_of(unit.city, opened), times);
}

/// `times` is 1, or -1 to take one back.
void count_closed(Unit& unit, Closure const& closure, int times) {
  auto const day = day_of(unit.city, closure.closed);
  bool const on_time = closure.due && closure.closed <= *closure.due;
  unit.tx.run(
      R"sql(INSERT INTO service_days (service, day, opened, closed, promised, on_time) VALUES ($1, $2, 0, $3, $4, $5)
            ON CONFLICT (day, service) DO UPDATE SET closed = service_days.closed + excluded.closed,
              promised = service_days.promised + excluded.promised, on_time = service_days.on_time + excluded.on_time)sql",
      closure.service, day, times, closure.due ? times : 0, on_time ? times : 0);
  auto const hours = static_cast<double>((closure.closed - closure.opened).count()) / 3.6e9;
  unit.tx.run(
      R"sql(INSERT INTO service_durations (service, day, bucket, cases) VALUES ($1, $2, $3, $4)
            ON CONFLICT (day, service, bucket) DO UPDATE SET cases = service_durations.cases + excluded.cases)sql",
      closure.service, day, bucket_of(hours), times);
}

Closure closure_in(Json const& data, Time closed) {
  return {.service = text_of(data, "service"),
          .opened = time_in(data, "opened_at").value_or(closed),
          .closed = closed,
          .due = time_in(data, "due_at")};
}

void count_imported(Unit& unit, Json const& data, int times) {
  auto const opened = time_in(data, "opened_at");
  if (!opened) return;
  count_opened(unit, text_of(data, "service"), *opened, times);
  if (auto const closed = time_in(data, "closed_at")) count_closed(unit, closure_in(data, *closed), times);
}

void count_moved(Unit& unit, Json const& data) {
  auto const opened = time_in(data, "opened_at");
  if (!opened) return;
  count_opened(unit, text_of(data, "from"), *opened, -1);
  count_opened(unit, text_of(data, "to"), *opened, 1);
}

double median(std::map<std::int64_t, std::int64_t> const& buckets) {
  std::int64_t total = 0;
  for (auto const& [bucket, cases] : buckets) total += cases;
  std::int64_t seen = 0;
  for (auto const& [bucket, cases] : buckets) {
    seen += cases;
    if (2 * seen >= total) return hours_of(bucket);
  }
  return 0;
}

}  // namespace

std::vector<std::string_view> counted_events() {
  return {"case.opened", "case.closed", "case.reopened", "case.service_changed", "case.imported"};
}

void count_figures(Unit& unit, Event const& event) {
  auto const parsed = parse_json(event.data);
  if (!parsed || !parsed->is_object()) return;
  auto const& data = *parsed;
  if (event.type == "case.opened") count_opened(unit, text_of(data, "service"), event.at, 1);
  if (event.type == "case.closed") count_closed(unit, closure_in(data, event.at), 1);
  if (event.type == "case.reopened") count_closed(unit, closure_in(data, time_in(data, "closed_at").value_or(event.at)), -1);
  if (event.type == "case.service_changed") count_moved(unit, data);
  if (event.type != "case.imported") return;
  if (auto const was = data.find("was"); was != data.end() && was->is_object()) count_imported(unit, *was, -1);
  count_imported(unit, data, 1);
}

std::vector<ServiceFigures> figures(View const& view, Time now, int days) {
  auto const last = day_of(view.city, now);
  std::map<std::string, ServiceFigures> services;
  for (auto const row : view.reader.query(
           R"sql(SELECT service, sum(opened), sum(closed), sum(promised), sum(on_time) FROM service_days
                 WHERE day > $1 AND day <= $2 GROUP BY service ORDER BY service)sql",
           last - days, last)) {
    auto const count = [&](int column) { return static_cast<std::size_t>(std::max<std::int64_t>(0, row.get<std::int64_t>(column))); };
    auto const service = row.get<std::string>(0);
    services[service] = {.service = service, .opened = count(1), .closed = count(2), .on_time = count(4), .promised = count(3)};
  }
  std::map<std::string, std::map<std::int64_t, std::int64_t>> durations;
  for (auto const row : view.reader.query(
           R"sql(SELECT service, bucket, sum(cases) FROM service_durations WHERE day > $1 AND day <= $2 GROUP BY service, bucket)sql", last - days,
           last))
    if (auto const cases = row.get<std::int64_t>(2); cases > 0) durations[row.get<std::string>(0)][row.get<std::int64_t>(1)] = cases;
  std::vector<ServiceFigures> result;
  for (auto& [service, counted] : services) {
    if (auto const found = durations.find(service); found != durations.end()) counted.median_hours = median(found->second);
    result.push_back(std::move(counted));
  }
  return result;
}

std::vector<DefinitionPtr> most_used(std::vector<DefinitionPtr> services, std::vector<ServiceFigures> const& lately, std::size_t most) {
  auto const uses = [&](DefinitionPtr const& definition) {
    auto const found = std::find_if(lately.begin(), lately.end(), [&](auto const& row) { return row.service == definition->id; });
    return found == lately.end() ? std::size_t{0} : found->closed + found->opened;
  };
  std::stable_sort(services.begin(), services.end(), [&](auto const& a, auto const& b) { return uses(a) > uses(b); });
  if (services.size() > most) services.resize(most);
  return services;
}

}  // namespace cityhall
