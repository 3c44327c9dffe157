#include <array>

#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case.h"
#include "kernel/cases/recurring.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 3> day_off_words{"same", "next", "skip"};
constexpr std::string_view source = "recurring";

RecurringWork work_from(store::Row const& row) {
  return {.id = row.get<std::int64_t>(0),
          .name = row.get<std::string>(1),
          .service = row.get<std::string>(2),
          .description = row.get<std::string>(3),
          .address = row.get<std::string>(4),
          .rule = row.get<std::string>(5),
          .starts_on = row.get<std::string>(6),
          .on_day_off = on_day_off_from(row.get<std::string_view>(7)),
          .next_on = row.get<std::string>(8),
          .active = row.get<bool>(9),
          .fault = row.get<std::string>(10)};
}

std::string following(RecurringWork const& work, Date from) {
  auto const rule = parse_recurrence(work.rule);
  auto const start = parse_date(work.starts_on);
  if (!rule || !start) return {};
  auto const next = next_occurrence(*rule, *start, from);
  return next ? to_iso(*next) : std::string{};
}

/// The day on which it is really opened, by the calendar of the department that does it; nothing when it is left out.
std::optional<Date> opened_on(City& city, RecurringWork const& work, Date named) {
  auto const city_calendar = city.calendar.get();
  auto const definition = city.definitions.get()->find(work.service);
  auto const& calendar = definition ? city_calendar->of(definition->owner) : *city_calendar;
  if (work.on_day_off == OnDayOff::same || calendar.is_business_day(named)) return named;
  if (work.on_day_off == OnDayOff::skip) return std::nullopt;
  auto day = sys_days{named};
  for (int looked = 0; looked < 60 && !calendar.is_business_day(Date{day}); ++looked) day += days{1};
  return Date{day};
}

void check(Unit& unit, RecurringWork const& work) {
  std::vector<FieldError> errors;
  if (trim(work.name).empty()) errors.push_back({"name", "required", _("Give it a name.")});
  if (!unit.city.definitions.get()->find(work.service)) errors.push_back({"service", "unknown", _("There is no such service.")});
  if (auto const rule = parse_recurrence(work.rule); !rule)
    errors.push_back({"rule", "malformed", _("This rule cannot be read: {cause}.").with("cause", rule.error().what)});
  if (!parse_date(work.starts_on)) errors.push_back({"starts_on", "malformed", _("Enter a date such as 2027-03-02.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

Place place_of(RecurringWork const& work) {
  if (auto const point = parse_point(work.address)) return {.point = point};
  return {.address = work.address};
}

void set_next(Unit& unit, RecurringWork const& work, std::string_view next, std::string_view fault) {
  unit.tx.run(R"sql(UPDATE recurrences SET next_on = $2, fault = $3 WHERE id = $1)sql", work.id, next, fault);
}

/// Opens the case of the named day and moves on to the next; the day in the external id makes it happen once.
bool open_one(Unit& unit, RecurringWork const& work, Date named) {
  auto const after = following(work, Date{sys_days{named} + days{1}});
  if (!opened_on(unit.city, work, named)) return set_next(unit, work, after, {}), false;
  auto const external = std::to_string(work.id) + "/" + to_iso(named);
  if (case_id_by_external(view_of(unit), source, external)) return set_next(unit, work, after, {}), false;
  std::string fault;
  try {
    unit.tx.attempt([&] {
      open_case(unit, {.service = work.service,
                       .place = place_of(work),
                       .title = work.name,
                       .description = work.description,
                       .external_source = std::string{source},
                       .external_id = external});
    });
  } catch (Refusal const& refusal) {
    fault = in_english(refusal.message);
    for (auto const& field : refusal.fields) fault += " " + field.field + ": " + in_english(field.message);
    log_warning("recurring work could not be opened", {{"work", work.name}, {"cause", fault}});
  }
  set_next(unit, work, after, shorten(fault, 500));
  return fault.empty();
}

bool is_due(City& city, RecurringWork const& work, Date today) {
  auto const named = parse_date(work.next_on);
  if (!work.active || !named) return false;
  auto const day = opened_on(city, work, *named);
  return sys_days{day.value_or(*named)} <= sys_days{today};
}

}  // namespace

std::string_view to_text(OnDayOff what) { return day_off_words.at(static_cast<std::size_t>(what)); }

OnDayOff on_day_off_from(std::string_view word) {
  for (std::size_t i = 0; i < day_off_words.size(); ++i)
    if (day_off_words[i] == word) return static_cast<OnDayOff>(i);
  return OnDayOff::next;
}

std::vector<RecurringWork> recurring_work(View const& view) {
  std::vector<RecurringWork> all;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT id, name, service, description, address, rule, starts_on, on_holidays, next_on, active, fault FROM recurrences ORDER BY name, id)sql"))
    all.push_back(work_from(row));
  return all;
}

std::int64_t save_recurring_work(Unit& unit, RecurringWork const& work) {
  require(unit.actor, "casework.rules");
  check(unit, work);
  auto const id = work.id == 0 ? unit.city.ids().next() : work.id;
  auto const today = unit.city.calendar.get()->zone().date_of(unit.now);
  unit.tx.run(
      R"sql(INSERT INTO recurrences (id, name, service, description, address, rule, starts_on, on_holidays, next_on, active, fault)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '')
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, service = excluded.service, description = excluded.description,
              address = excluded.address, rule = excluded.rule, starts_on = excluded.starts_on, on_holidays = excluded.on_holidays,
              next_on = excluded.next_on, active = excluded.active, fault = '')sql",
      id, trim(work.name), work.service, trim(work.description), trim(work.address), to_text(*parse_recurrence(work.rule)), work.starts_on,
      to_text(work.on_day_off), following(work, today), work.active);
  append(unit, "recurring.saved", {}, Json{{"work", std::to_string(id)}, {"name", trim(work.name)}, {"rule", work.rule}});
  return id;
}

void delete_recurring_work(Unit& unit, std::int64_t id) {
  require(unit.actor, "casework.rules");
  if (unit.tx.run(R"sql(DELETE FROM recurrences WHERE id = $1)sql", id) == 0) throw not_found();
  append(unit, "recurring.deleted", {}, Json{{"work", std::to_string(id)}});
}

std::vector<Date> next_days(View const& view, RecurringWork const& work, std::size_t count) {
  std::vector<Date> found;
  auto named = parse_date(work.next_on);
  for (int looked = 0; named && found.size() < count && looked < 100; ++looked) {
    if (auto const day = opened_on(view.city, work, *named)) found.push_back(*day);
    named = parse_date(following(work, Date{sys_days{*named} + days{1}}));
  }
  return found;
}

std::size_t open_recurring_work(City& city) {
  auto const actor = system_actor("calendar");
  auto const today = city.calendar.get()->zone().date_of(city.clock().now());
  std::size_t opened = 0;
  for (auto const& work : run_view(city, actor, [](View const& view) { return recurring_work(view); })) {
    auto current = work;
    for (int caught_up = 0; caught_up < 60 && is_due(city, current, today); ++caught_up) {
      auto const named = *parse_date(current.next_on);
      if (run_unit(
              city, actor, [&](Unit& unit) { return open_one(unit, current, named); }, store::Lane::bulk))
        ++opened;
      current.next_on = following(current, Date{sys_days{named} + days{1}});
    }
  }
  return opened;
}

}  // namespace cityhall
