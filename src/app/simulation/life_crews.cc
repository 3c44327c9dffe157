// Crews on their tablets: first what stands first, until the day ends; without signal, later and twice.

#include <algorithm>
#include <array>

#include "app/simulation/life.h"
#include "kernel/directory/directory.h"
#include "kernel/fieldwork/check_list.h"
#include "kernel/fieldwork/operation.h"
#include "kernel/places/zone.h"

namespace cityhall::simulation {

void Life::crew_turn(CrewId crew) {
  auto const now = stage_.now();
  auto const begins = at_the_yard(now);
  if (begins != now) return agenda_.at(begins, [this, crew] { crew_turn(crew); });
  auto const work = stage_.look([&](View const& view) { return work_of(view, crew); });
  for (auto const& task : work)
    if (is_its_turn(task)) return work_on(task);
  agenda_.at(now + std::chrono::minutes{20} + dice_.hours(0.1, 0.5), [this, crew] { crew_turn(crew); });
}

/// Under the inspector's eyes crews go by urgency alone. In a city that is looked at work has its day: most of it before it is due.
bool Life::is_its_turn(Task const& task) {
  if (plan_.watched) return true;
  auto const found = cases_.find(task.case_id);
  if (found != cases_.end() && found->second->kept_for) return false;
  auto const [turn, fresh] = turns_.try_emplace(task.id, task.created_at);
  if (!fresh || task.priority == 1 || year_.storm_at(task.created_at) != nullptr) return turn->second <= stage_.now();
  constexpr double late = 11;
  constexpr double days_before = 1.5;
  auto const usual = found == cases_.end() ? 48 : year_.habits(found->second->service).work_hours;
  turn->second += dice_.hours(usual * 0.7, 0.6);
  auto const latest = task.due_at.value_or(Time::max()) - dice_.hours(24 * days_before, 0.4);
  if (turn->second > latest && !dice_.percent(late)) turn->second = std::max(latest, task.created_at);
  return turn->second <= stage_.now();
}

/// Potholes and the like in the streets of one crew, reported in the last days of the plan: its day, for who signs in as somebody of it.
void Life::keep_work_for(CrewId crew) {
  constexpr std::array<std::string_view, 7> services{"pothole", "sidewalk-repair", "pothole", "road-markings",
                                                     "pothole", "street-sign",     "pothole"};
  auto const directory = stage_.city().directory.get();
  auto const* who = directory->crew(crew);
  if (who == nullptr || plan_.days < 3) return;
  auto const zones = stage_.city().zones.get();
  auto const covers = [&](Address const& address) {
    auto const here = zones->at(address.point);
    return who->zones.empty() || std::any_of(here.begin(), here.end(), [&](Zone const* zone) {
             return std::find(who->zones.begin(), who->zones.end(), zone->id) != who->zones.end();
           });
  };
  auto const last = add_days(plan_.from, plan_.days - 1);
  for (std::size_t i = 0; i < services.size(); ++i) {
    auto const service = std::find(year_.services().begin(), year_.services().end(), services[i]);
    if (service == year_.services().end()) continue;
    auto address = dice_.below(stage_.addresses().size());
    for (int tries = 0; tries < 200 && !covers(stage_.addresses()[address]); ++tries) address = dice_.below(stage_.addresses().size());
    Sighting const seen{.arrival = {.service = static_cast<std::uint32_t>(service - year_.services().begin())},
                        .who = dice_.below(residents_.size()),
                        .address = address,
                        .photo = 100};
    auto const day = add_days(last, -1 - static_cast<int>(i % 2));
    auto const minute = std::chrono::minutes{8 * 60 + static_cast<int>(i) * 73};
    agenda_.at(calendar_->zone().instant(day, minute), [this, seen, crew] {
      if (auto const memory = report(seen)) memory->kept_for = crew;
    });
  }
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
    settle_later(task.case_id);
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
  done.note = voices_.completion(task.service);
  done.minutes = static_cast<int>(15 + dice_.below(80));
  operate(task, done, plan_.faults && dice_.percent(8));
  auto const found = cases_.find(task.case_id);
  if (found == cases_.end()) return;
  if (load(task.case_id).closed()) return after_closing(found->second);
  settle_later(task.case_id);
}

/// What a crew leaves open, handed back or only looked at, the office ends some hours later.
void Life::settle_later(CaseId id) {
  auto const found = cases_.find(id);
  if (found == cases_.end()) return;
  auto const when = at_the_office(stage_.now() + dice_.hours(6, 0.7));
  agenda_.at(when, [this, memory = found->second] { settle_without_crew(memory); });
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
