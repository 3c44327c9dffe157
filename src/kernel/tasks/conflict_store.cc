#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/files/file_ids.h"
#include "kernel/tasks/conflict.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 5> decision_words{"", "accepted", "changed", "discarded", "settled"};

/// Those settled before there were decisions have words only.
ConflictDecision decision_from(std::string_view word, std::string_view settled) {
  if (word.empty() && !settled.empty()) return ConflictDecision::settled;
  auto const found = std::find(decision_words.begin(), decision_words.end(), word);
  return found == decision_words.end() ? ConflictDecision::settled : static_cast<ConflictDecision>(found - decision_words.begin());
}

store::Query select_conflicts() {
  return store::Query{
      R"sql(SELECT task_operations.id, task_operations.kind, task_operations.base_version, task_operations.device_time,
              task_operations.note, task_operations.minutes, task_operations.materials, task_operations.outcome, task_operations.files,
              task_operations.task_id, tasks.number, task_operations.by_name, task_operations.conflict, task_operations.received_at,
              task_operations.decision, task_operations.settled, task_operations.settled_by,
              task_operations.item
            FROM task_operations JOIN tasks ON tasks.id = task_operations.task_id)sql"}
      .where("task_operations.result = 'conflict'");
}

TaskConflict conflict_from(store::Row const& row) {
  return {.operation = {.id = row.get<std::string>(0),
                        .kind = operation_kind_from(row.get<std::string_view>(1)).value_or(OperationKind::note),
                        .base_version = row.get<std::int64_t>(2),
                        .device_time = row.get<Time>(3),
                        .note = row.get<std::string>(4),
                        .minutes = row.get<int>(5),
                        .materials = row.get<std::string>(6),
                        .outcome = row.get<std::string>(7),
                        .item = row.get<std::string>(17),
                        .files = file_ids_from(row.get<std::string_view>(8))},
          .task = row.get<TaskId>(9),
          .task_number = row.get<std::string>(10),
          .by = row.get<std::string>(11),
          .why = row.get<std::string>(12),
          .at = row.get<Time>(13),
          .decision = decision_from(row.get<std::string_view>(14), row.get<std::string_view>(15)),
          .how = row.get<std::string>(15),
          .settled_by = row.get<std::string>(16)};
}

std::vector<TaskConflict> conflicts_from(View const& view, store::Query const& query) {
  std::vector<TaskConflict> found;
  for (auto const row : view.reader.query(query)) found.push_back(conflict_from(row));
  return found;
}

}  // namespace

std::string_view to_text(ConflictDecision decision) { return decision_words.at(static_cast<std::size_t>(decision)); }

std::vector<TaskConflict> open_conflicts(View const& view, std::size_t most) {
  return conflicts_from(view, select_conflicts()
                                  .where("task_operations.settled = ''")
                                  .order_by("task_operations.received_at, task_operations.id")
                                  .limit(static_cast<std::int64_t>(most)));
}

std::size_t count_conflicts(View const& view) {
  return static_cast<std::size_t>(
      view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM task_operations WHERE result = 'conflict' AND settled = '')sql"));
}

std::optional<TaskConflict> conflict_by_id(View const& view, std::string_view operation_id) {
  auto found = conflicts_from(view, select_conflicts().where("task_operations.id = ?", operation_id));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<TaskConflict> own_conflicts(View const& view, Time since) {
  if (!view.actor.account) return {};
  return conflicts_from(view, select_conflicts()
                                  .where("task_operations.account_id = ?", view.actor.account)
                                  .where("task_operations.received_at >= ?", since)
                                  .order_by("task_operations.received_at DESC, task_operations.id DESC")
                                  .limit(50));
}

void settle_conflict(Unit& unit, std::string_view operation_id, std::string_view how) {
  if (trim(how).empty()) throw invalid_fields({{"how", "required", _("Say what you decided.")}});
  settle_conflict_as(unit, operation_id, ConflictDecision::settled, how);
}

void settle_conflict_as(Unit& unit, std::string_view operation_id, ConflictDecision decision, std::string_view how) {
  require(unit.actor, "issues.dispatch");
  auto const words = trim(how);
  if (decision == ConflictDecision::discarded && words.empty())
    throw invalid_fields({{"how", "required", _("Say why it is discarded: the crew reads it.")}});
  auto const found = conflict_by_id(view_of(unit), operation_id);
  if (!found) throw not_found();
  auto const kept = words.empty() ? std::string{to_text(decision)} : std::string{words};
  auto const settled = unit.tx.run(
      R"sql(UPDATE task_operations SET settled = $2, decision = $3, settled_by = $4, settled_at = $5 WHERE id = $1 AND settled = '')sql",
      operation_id, kept, to_text(decision), unit.actor.name, unit.now);
  if (settled == 0) throw conflict("operation.settled", _("Somebody has settled this already."));
  auto const task = task_by_id(view_of(unit), found->task);
  append(unit, "task.conflict_settled",
         {.case_id = task ? task->case_id : CaseId{}, .task_id = found->task, .crew_id = task ? task->crew : CrewId{}},
         Json{{"operation", operation_id}, {"decision", to_text(decision)}, {"how", words}});
}

}  // namespace cityhall
