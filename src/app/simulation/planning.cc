#include "app/simulation/planning.h"

#include "kernel/directory/directory.h"
#include "kernel/tasks/plan.h"

namespace cityhall::simulation {
namespace {

constexpr std::size_t orders_a_day = 6;
constexpr std::size_t days_planned = 3;
constexpr int first_minute = 8 * 60 + 15;

/// Where the n-th work order of a crew stands: one an hour or so, with the drive between.
TaskSlot slot_number(City& city, Task const& task, std::size_t number) {
  TimeZone const zone{city.settings.get()->time_zone};
  auto const today = std::chrono::sys_days{zone.date_of(city.clock().now())};
  auto const day = Date{today + std::chrono::days{static_cast<int>(number / orders_a_day)}};
  auto const minute = first_minute + static_cast<int>(number % orders_a_day) * 75;
  return {.crew = task.crew, .start = zone.instant(day, std::chrono::minutes{minute}), .minutes = 45 + static_cast<int>(number % 3) * 15};
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

}  // namespace

void plan_days(Stage& stage) {
  auto const dispatcher = stage.person("dispatcher");
  auto const directory = stage.city().directory.get();
  for (auto const& crew : directory->crews()) plan_crew(stage, dispatcher, crew.id);
  stage.settle();
}

}  // namespace cityhall::simulation
