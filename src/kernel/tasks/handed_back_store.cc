#include "kernel/tasks/handed_back.h"

#include "kernel/city.h"
#include "store/transaction.h"

namespace cityhall {

std::vector<HandedBack> handed_back(View const& view, std::size_t most) {
  std::vector<HandedBack> found;
  for (auto const row : view.reader.query(
           R"sql(SELECT tasks.id, task_operations.by_name, task_operations.note, task_operations.received_at
                 FROM tasks JOIN cases ON cases.id = tasks.case_id JOIN task_operations ON task_operations.task_id = tasks.id
                 WHERE tasks.state = 'declined' AND cases.is_open = 1 AND task_operations.kind = 'decline'
                   AND (task_operations.result = 'applied' OR task_operations.decision IN ('accepted', 'changed'))
                   AND NOT EXISTS (SELECT 1 FROM tasks AS other WHERE other.case_id = tasks.case_id
                                   AND (other.id > tasks.id OR other.is_over = 0))
                 ORDER BY task_operations.received_at, task_operations.id LIMIT $1)sql",
           static_cast<std::int64_t>(most))) {
    auto task = task_by_id(view, row.get<TaskId>(0));
    if (!task) continue;
    found.push_back({.task = std::move(*task), .by = row.get<std::string>(1), .why = row.get<std::string>(2), .at = row.get<Time>(3)});
  }
  return found;
}

}  // namespace cityhall
