#include "kernel/cases/work_order.h"

#include "kernel/city.h"
#include "kernel/cases/chain.h"
#include "kernel/tasks/task.h"

namespace cityhall {

TaskId send_crew(Unit& unit, Case const& report, WorkOrder const& order) {
  auto const language = unit.city.settings.get()->default_language();
  auto const work = next_work(unit, report);
  bool const elsewhere = work && !work->step().queue.empty();
  auto const task = create_task(unit, {.case_id = report.id,
                                       .case_number = report.number,
                                       .service = report.service,
                                       .title = work ? work->step().title : std::string{title_of(report, language)},
                                       .description = order.what.empty() ? report.description : std::string{order.what},
                                       .place = report.place,
                                       .queue = elsewhere ? work->step().queue : report.queue,
                                       .zones = report.zones,
                                       .crew = order.crew,
                                       .priority = report.priority,
                                       .due_at = report.due_at});
  if (work) take_step(unit, report, *work, task);
  return task;
}

}  // namespace cityhall
