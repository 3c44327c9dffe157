#include "kernel/fieldwork/found_rows.h"
#include "store/transaction.h"

namespace cityhall {

std::optional<FoundRow> found_row(Unit& unit, std::string_view id) {
  auto const row = unit.tx.maybe(R"sql(SELECT case_id, task_id, account_id FROM found_work WHERE id = $1)sql", id);
  if (!row) return std::nullopt;
  return FoundRow{.case_id = row->get<CaseId>(0), .task = row->get<TaskId>(1), .account = row->get<AccountId>(2)};
}

void insert_found(Unit& unit, std::string_view id, FoundRow const& row, Time device_time) {
  unit.tx.run(R"sql(INSERT INTO found_work (id, case_id, task_id, account_id, device_time) VALUES ($1, $2, $3, $4, $5))sql", id,
              row.case_id, row.task, row.account, device_time);
}

}  // namespace cityhall
