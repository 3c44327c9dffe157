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
constexpr std::chrono::minutes last_end{16 * 60};  // of the usual shift
constexpr std::chrono::minutes usual_step{75};     // one an hour or so, with the drive between

/// A crew's time, used up from now on: one work order after the other, on days of work, within the shift.
class FreeTime {
 public:
  explicit FreeTime(City& city) : calendar_(city.calendar.get()), next_(next_quarter(city.clock().now())) {
    day_ = calendar_->zone().date_of(next_);
    if (!calendar_->is_business_day(day_)) next_day();
    next_ = std::max(next_, calendar_->zone().instant(day_, first_start));
  }

  /// When a work order of so many minutes begins.
  Time take(std::chrono::minutes length) {
    if (taken_ == orders_a_day || next_ + length > calendar_->zone().instant(day_, last_end)) next_day();
    auto const start = next_;
    next_ += std::max(length, usual_step);
    ++taken_;
    return start;
  }

 private:
  static Time next_quarter(Time now) {
    return Time{std::chrono::ceil<std::chrono::duration<long, std::ratio<900>>>(now.time_since_epoch())};
  }

  void next_day() {
    do day_ = add_days(day_, 1);
    while (!calendar_->is_business_day(day_));
    next_ = calendar_->zone().instant(day_, first_start);
    taken_ = 0;
  }

  std::shared_ptr<BusinessCalendar const> calendar_;
  Time next_{};
  Date day_{};
  std::size_t taken_ = 0;
};

void plan_crew(Stage& stage, Actor const& dispatcher, CrewId crew) {
  auto const work = stage.look([&](View const& view) { return work_of(view, crew); });
  FreeTime free{stage.city()};
  std::size_t planned = 0;
  for (std::size_t i = 0; i < work.size() && planned < orders_a_day * days_planned; ++i) {
    if (i % 4 == 3) continue;
    int const minutes = 45 + static_cast<int>(planned++ % 3) * 15;
    TaskSlot const slot{.crew = crew, .start = free.take(std::chrono::minutes{minutes}), .minutes = minutes};
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
