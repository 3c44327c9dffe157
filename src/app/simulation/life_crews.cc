// Crews on their tablets: first what stands first, until the day ends; without signal, later and twice.

#include "app/simulation/life.h"
#include "kernel/fieldwork/check_list.h"
#include "kernel/fieldwork/operation.h"

namespace cityhall::simulation {

void Life::crew_turn(CrewId crew) {
  auto const now = stage_.now();
  auto const begins = at_the_yard(now);
  if (begins != now) return agenda_.at(begins, [this, crew] { crew_turn(crew); });
  auto const work = stage_.look([&](View const& view) { return work_of(view, crew); });
  if (!work.empty()) return work_on(work.front());
  agenda_.at(now + std::chrono::minutes{20} + dice_.hours(0.1, 0.5), [this, crew] { crew_turn(crew); });
}

TaskOperation Life::operation(OperationKind kind, Time device_time) {
  return {.id = dice_.random().token(), .kind = kind, .device_time = device_time};
}

void Life::work_on(Task const& task) {
  auto const now = stage_.now();
  auto const drives = dice_.hours(0.25 / pace_, 0.5);
  auto const works = dice_.hours(0.7 / pace_, 0.6);
  auto const ends = now + drives + works;
  auto const next = [this, crew = task.crew] { crew_turn(crew); };
  if (dice_.percent(2)) {
    auto declined = operation(OperationKind::decline, now);
    declined.note = "No access, the gate is locked.";
    operate(task, declined, false);
    model_.count("work orders declined");
    return agenda_.at(now + drives, next);
  }
  auto const accepted = operation(OperationKind::accept, now);
  auto const started = operation(OperationKind::start, now + drives);
  auto const done = operation(OperationKind::done, ends);
  bool const no_signal = plan_.faults && dice_.percent(8);
  if (no_signal) {
    // The tablet sends its queue when it is back, the newest first.
    agenda_.at(ends, [this, task, accepted, started, done, next] {
      finish(task, done);
      operate(task, started, true);
      operate(task, accepted, true);
      model_.count("work orders sent late, out of order, twice");
      next();
    });
    return;
  }
  operate(task, accepted, plan_.faults && dice_.percent(5));
  agenda_.at(now + drives, [this, task, started] { operate(task, started, false); });
  agenda_.at(ends, [this, task, done, next] {
    finish(task, done);
    next();
  });
}

void Life::finish(Task const& task, TaskOperation done) {
  tick_all(task);
  done.note = voices_.completion();
  done.minutes = static_cast<int>(15 + dice_.below(80));
  operate(task, done, plan_.faults && dice_.percent(8));
  auto const found = cases_.find(task.case_id);
  if (found != cases_.end() && load(task.case_id).closed()) after_closing(found->second);
}

void Life::tick_all(Task const& task) {
  auto const lines = stage_.look([&](View const& view) { return check_list(view, task); });
  for (auto const& line : lines) {
    if (!line.required || line.tick) continue;
    auto ticked = operation(OperationKind::check, stage_.now());
    ticked.item = line.id;
    operate(task, ticked, false);
  }
}

void Life::operate(Task const& task, TaskOperation const& operation, bool twice) {
  auto const crew = crew_actor(task.crew);
  auto sent = operation;
  bool const done = operation.kind == OperationKind::done;
  auto const* photo = done ? voices_.photo(stage_.city(), task.service, "after") : nullptr;
  auto const send = [&] {
    return stage_.act(crew, [&](Unit& unit) {
      if (photo != nullptr && sent.files.empty()) sent.files = {register_file(unit, *photo, {.purpose = "work-after"})};
      return apply(unit, task.id, sent);
    });
  };
  auto const first = send();
  model_.touched.push_back(task.case_id);
  model_.files += sent.files.size();
  if (first.result == OperationResult::conflict) model_.count("operations in conflict");
  if (done && first.result == OperationResult::applied) model_.count("work orders done");
  if (!twice) return;
  auto const second = send();
  if (second.result != OperationResult::repeated && first.result == OperationResult::applied)
    model_.surprises.push_back("an operation that was sent twice counted twice: " + task.number);
  model_.count("operations sent twice that counted once");
}

}  // namespace cityhall::simulation
