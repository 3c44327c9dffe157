#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/removal.h"
#include "services/delegates/batch.h"
#include "services/delegates/batch_rows.h"
#include "store/transaction.h"

namespace cityhall::delegates {
namespace {

std::string faults_text(std::vector<RowFault> const& faults) {
  auto list = Json::array();
  for (auto const& fault : faults) list.push_back({fault.field, fault.text});
  return to_text(list);
}

BatchRow row_from(store::Row const& row) {
  BatchRow one{.line = row.get<int>(0),
               .service = row.get<std::string>(1),
               .place = row.get<std::string>(2),
               .description = row.get<std::string>(3),
               .answers = row.get<std::string>(4),
               .known = row.get<std::string>(6),
               .case_id = row.get<std::optional<CaseId>>(7).value_or(CaseId{}),
               .number = row.get<std::optional<std::string>>(8).value_or("")};
  if (auto const faults = parse_json(row.get<std::string>(5)))
    for (auto const& fault : *faults) one.faults.push_back({fault.at(0).get<std::string>(), fault.at(1).get<std::string>()});
  return one;
}

/// What makes two rows the same: spaces and letters of either case do not tell them apart.
std::string content_of(BatchRow const& row) {
  return sha256_hex(fold(trim(row.service)) + '\n' + fold(trim(row.place)) + '\n' + fold(trim(row.description)) + '\n' + row.answers);
}

}  // namespace

void insert_batch(Unit& unit, BatchId id, std::string_view title) {
  unit.tx.run(R"sql(INSERT INTO delegate_batches (id, account_id, title, made_at) VALUES ($1, $2, $3, $4))sql", id, unit.actor.account, title,
              unit.now);
}

void insert_row(Unit& unit, BatchId id, BatchRow const& row) {
  unit.tx.run(R"sql(INSERT INTO delegate_rows (batch_id, line, service, place, description, answers, faults, content, known)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
              id, row.line, row.service, row.place, row.description, row.answers, faults_text(row.faults), content_of(row), row.known);
}

bool update_row(Unit& unit, BatchId id, BatchRow const& row) {
  return unit.tx.run(R"sql(UPDATE delegate_rows SET service = $3, place = $4, description = $5, answers = $6, faults = $7, content = $8,
                             known = $9 WHERE batch_id = $1 AND line = $2 AND case_id IS NULL)sql",
                     id, row.line, row.service, row.place, row.description, row.answers, faults_text(row.faults), content_of(row),
                     row.known) > 0;
}

void mark_sent(Unit& unit, BatchId id, int line, CaseId case_id) {
  unit.tx.run(R"sql(UPDATE delegate_rows SET case_id = $3, faults = '[]', known = '' WHERE batch_id = $1 AND line = $2)sql", id, line, case_id);
}

std::optional<Twin> twin_of(Unit& unit, BatchId id, BatchRow const& row) {
  for (auto const found : unit.tx.query(
           R"sql(SELECT cases.number, delegate_rows.line
                 FROM delegate_rows JOIN delegate_batches ON delegate_batches.id = delegate_rows.batch_id
                   LEFT JOIN cases ON cases.id = delegate_rows.case_id
                 WHERE delegate_rows.content = $1 AND delegate_batches.account_id = $2
                   AND (delegate_rows.case_id IS NOT NULL OR (delegate_rows.batch_id = $3 AND delegate_rows.line < $4))
                 ORDER BY CASE WHEN delegate_rows.case_id IS NULL THEN 1 ELSE 0 END, delegate_rows.line LIMIT 1)sql",
           content_of(row), unit.actor.account, id, row.line)) {
    auto number = found.get<std::optional<std::string>>(0).value_or("");
    return Twin{.line = number.empty() ? found.get<int>(1) : 0, .number = std::move(number)};
  }
  return std::nullopt;
}

std::vector<BatchRow> rows_to_send(store::Reader& reader, BatchId id, int after, int most) {
  std::vector<BatchRow> rows;
  for (auto const row : reader.query(
           R"sql(SELECT line, service, place, description, answers, faults, known, case_id, NULL FROM delegate_rows
                 WHERE batch_id = $1 AND line > $2 AND case_id IS NULL ORDER BY line LIMIT $3)sql",
           id, after, most))
    rows.push_back(row_from(row));
  return rows;
}

Batch batch_by_id(View const& view, BatchId id) {
  Batch batch{.id = id};
  bool found = false;
  for (auto const row : view.reader.query(R"sql(SELECT title, made_at FROM delegate_batches WHERE id = $1 AND account_id = $2)sql", id,
                                          view.actor.account)) {
    batch.title = row.get<std::string>(0);
    batch.made_at = row.get<Time>(1);
    found = true;
  }
  if (!found) throw not_found();
  for (auto const row : view.reader.query(
           R"sql(SELECT line, delegate_rows.service, place, delegate_rows.description, delegate_rows.answers, faults, known, case_id, cases.number
                 FROM delegate_rows LEFT JOIN cases ON cases.id = delegate_rows.case_id WHERE batch_id = $1 ORDER BY line)sql",
           id))
    batch.rows.push_back(row_from(row));
  return batch;
}

std::vector<BatchEntry> batches(View const& view) {
  std::vector<BatchEntry> all;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, title, made_at, (SELECT count(*) FROM delegate_rows WHERE batch_id = delegate_batches.id),
                   (SELECT count(case_id) FROM delegate_rows WHERE batch_id = delegate_batches.id)
                 FROM delegate_batches WHERE account_id = $1 ORDER BY id DESC LIMIT 50)sql",
           view.actor.account))
    all.push_back({.id = row.get<BatchId>(0),
                   .title = row.get<std::string>(1),
                   .made_at = row.get<Time>(2),
                   .rows = static_cast<std::size_t>(row.get<std::int64_t>(3)),
                   .sent = static_cast<std::size_t>(row.get<std::int64_t>(4))});
  return all;
}

void remove_row(Unit& unit, BatchId id, int line) {
  batch_by_id(view_of(unit), id);  // refuses what is not one's own
  unit.tx.run(R"sql(DELETE FROM delegate_rows WHERE batch_id = $1 AND line = $2 AND case_id IS NULL)sql", id, line);
}

void forget_row(Unit& unit, Event const& removed) {
  unit.tx.run(R"sql(DELETE FROM delegate_rows WHERE case_id = $1)sql", removed.subject.case_id);
}

void forget_words_of_rows(Unit& unit, Event const& erased) {
  for (auto const id : cases_forgotten_by(unit.tx, erased.id))
    unit.tx.run(R"sql(UPDATE delegate_rows SET description = '', answers = '{}', content = '' WHERE case_id = $1)sql", id);
  unit.tx.run(R"sql(DELETE FROM delegate_rows
                    WHERE batch_id IN (SELECT id FROM delegate_batches WHERE account_id NOT IN (SELECT id FROM accounts)))sql");
  unit.tx.run(R"sql(DELETE FROM delegate_batches WHERE account_id NOT IN (SELECT id FROM accounts))sql");
}

}  // namespace cityhall::delegates
