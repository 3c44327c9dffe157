#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/casework/bulk_rows.h"
#include "kernel/city.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 4> outcomes{"done", "refused", "undone", "kept"};

std::string_view word_of(BulkOutcome outcome) { return outcomes.at(static_cast<std::size_t>(outcome)); }

BulkOutcome outcome_from(std::string_view word) {
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (outcomes[i] == word) return static_cast<BulkOutcome>(i);
  return BulkOutcome::kept;
}

}  // namespace

void insert_bulk(Unit& unit, std::int64_t id, BulkKind kind, std::string_view content) {
  unit.tx.run(
      R"sql(INSERT INTO bulk_acts (id, kind, account_id, by_name, content, done_at, undo_until) VALUES ($1, $2, $3, $4, $5, $6, $7))sql",
      id, to_text(kind), unit.actor.account, unit.actor.name, content, unit.now, unit.now + bulk_undo_time);
}

void insert_item(Unit& unit, std::int64_t bulk, ItemResult const& result) {
  unit.tx.run(
      R"sql(INSERT INTO bulk_items (bulk_id, case_id, result, reason, before_json, revision) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (bulk_id, case_id) DO NOTHING)sql",
      bulk, result.row.case_id, word_of(result.outcome), result.reason, result.row.before, result.row.revision);
}

void settle_item(Unit& unit, std::int64_t bulk, ItemResult const& result) {
  unit.tx.run(R"sql(UPDATE bulk_items SET result = $3, reason = $4 WHERE bulk_id = $1 AND case_id = $2)sql", bulk, result.row.case_id,
              word_of(result.outcome), result.reason);
}

std::vector<BulkRow> done_items(View const& view, std::int64_t bulk) {
  std::vector<BulkRow> rows;
  for (auto const row : view.reader.query(
           R"sql(SELECT case_id, before_json, revision FROM bulk_items WHERE bulk_id = $1 AND result = 'done' ORDER BY case_id)sql", bulk))
    rows.push_back({row.get<CaseId>(0), row.get<std::string>(1), row.get<std::int64_t>(2)});
  return rows;
}

std::string bulk_tag(View const& view, std::int64_t bulk) {
  auto const content = parse_json(view.reader.value<std::string>(R"sql(SELECT content FROM bulk_acts WHERE id = $1)sql", bulk));
  return content ? text_of(*content, "tag") : std::string{};
}

void mark_undone(Unit& unit, std::int64_t bulk) {
  unit.tx.run(R"sql(UPDATE bulk_acts SET undone_at = $2 WHERE id = $1)sql", bulk, unit.now);
}

std::vector<EventId> events_since(View const& view, CaseId id, EventId last) {
  return view.reader.values<EventId>(R"sql(SELECT id FROM events WHERE case_id = $1 AND id > $2 ORDER BY id)sql", id, last);
}

BulkRecord bulk_record(View const& view, std::int64_t id) {
  require(view.actor, "issues.read");
  auto const row =
      view.reader.maybe(R"sql(SELECT kind, by_name, account_id, done_at, undo_until, undone_at FROM bulk_acts WHERE id = $1)sql", id);
  if (!row) throw not_found();
  BulkRecord record{.id = id,
                    .kind = bulk_kind_from(row->get<std::string>(0)).value_or(BulkKind::assign),
                    .by = row->get<std::string>(1),
                    .account = row->get<AccountId>(2),
                    .done_at = row->get<Time>(3),
                    .undo_until = row->get<Time>(4),
                    .undone_at = row->get<std::optional<Time>>(5)};
  for (auto const item : view.reader.query(
           R"sql(SELECT bulk_items.case_id, cases.number, bulk_items.result, bulk_items.reason FROM bulk_items
                 JOIN cases ON cases.id = bulk_items.case_id WHERE bulk_items.bulk_id = $1 ORDER BY bulk_items.case_id)sql",
           id))
    record.items.push_back(
        {item.get<CaseId>(0), item.get<std::string>(1), outcome_from(item.get<std::string_view>(2)), item.get<std::string>(3)});
  return record;
}

}  // namespace cityhall
