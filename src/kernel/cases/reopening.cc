#include "kernel/cases/reopening.h"

#include <algorithm>

#include "kernel/cases/actions.h"
#include "kernel/cases/state.h"
#include "kernel/cases/work_order.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "kernel/tasks/task.h"

namespace cityhall {
namespace {

/// Whoever finished work on it last.
CrewId last_crew(std::vector<Task> const& tasks) {
  Task const* last = nullptr;
  for (auto const& task : tasks)
    if (task.state == TaskState::done && (last == nullptr || task.ended_at > last->ended_at)) last = &task;
  return last == nullptr ? CrewId{} : last->crew;
}

}  // namespace

void return_to_crew(Unit& unit, Case& report, std::string_view why) {
  auto const tasks = tasks_of(view_of(unit), report.id);
  if (std::any_of(tasks.begin(), tasks.end(), [](Task const& task) { return !is_over(task.state); })) return;
  auto const directory = unit.city.directory.get();
  auto const* crew = directory->crew(last_crew(tasks));
  if (crew == nullptr || !crew->active) return;
  auto const& actions = state_of(report, report.state).actions;
  auto const step = std::find_if(actions.begin(), actions.end(), [](Action const& action) { return action.creates == "work-order"; });
  if (step != actions.end()) enter_state(unit, report, {.to = step->to, .by = step->id}, {});
  send_crew(unit, report, {.crew = crew->id, .what = why});
}

}  // namespace cityhall
