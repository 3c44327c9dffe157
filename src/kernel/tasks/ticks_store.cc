#include "kernel/city.h"
#include "kernel/tasks/ticks.h"
#include "store/transaction.h"

namespace cityhall {

std::vector<Tick> ticks_of(View const& view, TaskId task) {
  std::vector<Tick> ticks;
  for (auto const row :
       view.reader.query(R"sql(SELECT item, ticked_by, ticked_at FROM task_ticks WHERE task_id = $1 ORDER BY item)sql", task))
    ticks.push_back({.item = row.get<std::string>(0), .by = row.get<std::string>(1), .at = row.get<Time>(2)});
  return ticks;
}

void set_tick(Unit& unit, TaskId task, Tick const& tick, bool ticked) {
  if (!ticked) {
    unit.tx.run(R"sql(DELETE FROM task_ticks WHERE task_id = $1 AND item = $2)sql", task, tick.item);
    return;
  }
  unit.tx.run(
      R"sql(INSERT INTO task_ticks (task_id, item, ticked_by, ticked_at) VALUES ($1, $2, $3, $4) ON CONFLICT (task_id, item) DO NOTHING)sql",
      task, tick.item, tick.by, tick.at);
}

}  // namespace cityhall
