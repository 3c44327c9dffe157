#include "app/simulation/planning.h"

#include <algorithm>

#include "app/catalogue.h"
#include "app/simulation/year.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/directory/directory.h"
#include "kernel/fieldwork/operation.h"
#include "kernel/files/file.h"
#include "kernel/tasks/plan.h"

namespace cityhall::simulation {
namespace {

constexpr std::size_t orders_a_day = 6;
constexpr std::size_t days_planned = 3;
constexpr std::chrono::minutes first_start{8 * 60 + 15};
constexpr std::chrono::minutes usual_step{75};  // one an hour or so, with the drive between

/// When the first work order of a day begins, and each next one after it.
struct DayPlan {
  Time first{};
  Duration step{};
};

/// Today goes on from now, and everything of today begins before midnight: who looks at the city in the evening finds a day, too.
DayPlan today_from(City& city) {
  constexpr auto quarter = std::chrono::minutes{15};
  auto const& zone = city.calendar.get()->zone();
  auto const now = city.clock().now();
  auto const today = zone.date_of(now);
  auto const next_quarter = std::chrono::ceil<std::chrono::duration<long, std::ratio<900>>>(now.time_since_epoch());
  auto const last = zone.midnight(add_days(today, 1)) - quarter;
  auto const first = std::min(last, std::max(zone.instant(today, first_start), Time{next_quarter}));
  return {first, std::min<Duration>(usual_step, (last - first) / static_cast<int>(orders_a_day))};
}

/// The n-th day of work after today; days off are left out.
DayPlan day_from(City& city, std::size_t number) {
  auto const calendar = city.calendar.get();
  auto day = calendar->zone().date_of(city.clock().now());
  while (number > 0)
    if (day = add_days(day, 1); calendar->is_business_day(day)) --number;
  return {calendar->zone().instant(day, first_start), usual_step};
}

TaskSlot slot_number(City& city, Task const& task, std::size_t number) {
  auto const day = number / orders_a_day;
  auto const plan = day == 0 ? today_from(city) : day_from(city, day);
  auto const start = plan.first + plan.step * static_cast<int>(number % orders_a_day);
  return {.crew = task.crew, .start = start, .minutes = 45 + static_cast<int>(number % 3) * 15};
}

void plan_crew(Stage& stage, Actor const& dispatcher, CrewId crew) {
  auto const work = stage.look([&](View const& view) { return work_of(view, crew); });
  std::size_t planned = 0;
  for (std::size_t i = 0; i < work.size() && planned < orders_a_day * days_planned; ++i) {
    if (i % 4 == 3) continue;
    auto const slot = slot_number(stage.city(), work[i], planned++);
    stage.act(dispatcher, [&](Unit& unit) { plan_task(unit, work[i].id, slot, work[i].plan_revision); });
  }
}

/// The crew that visitors sign in to has been at work today.
void do_the_first(Stage& stage, Actor const& dispatcher) {
  auto worker = stage.person("crew");
  worker.channel = Channel::field;
  auto const work = stage.look([&](View const& view) { return work_of(view, worker.crew); });
  auto const first = std::find_if(work.begin(), work.end(), [](Task const& task) { return task.service == "pothole"; });
  if (first == work.end()) return;
  auto const now = stage.now();
  auto const begins = std::max(morning_of(stage.city().zone().date_of(now)), now - std::chrono::hours{1});
  stage.act(dispatcher, [&](Unit& unit) { plan_task(unit, first->id, {first->crew, begins, 45}, first->plan_revision); });
  auto const after = store_photo(stage.city(), catalogue_file("demo/photos/pothole-after.jpg"));
  int number = 0;
  for (auto const kind : {OperationKind::accept, OperationKind::start, OperationKind::done})
    stage.act(worker, [&](Unit& unit) {
      TaskOperation operation{.id = "first-of-the-day-" + std::to_string(++number), .kind = kind, .device_time = now};
      if (kind == OperationKind::done) {
        operation.note = "Cut out, filled and rolled.";
        operation.minutes = 40;
        operation.files = {register_file(unit, after, {.purpose = "work-after"})};
      }
      apply(unit, first->id, operation);
    });
}

}  // namespace

void plan_days(Stage& stage) {
  auto const dispatcher = stage.person("dispatcher");
  auto const directory = stage.city().directory.get();
  do_the_first(stage, dispatcher);
  for (auto const& crew : directory->crews()) plan_crew(stage, dispatcher, crew.id);
  stage.settle();
}

}  // namespace cityhall::simulation
