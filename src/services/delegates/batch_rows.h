#pragma once
// Rows of batches, for the files of this folder.

#include "services/delegates/batch.h"
#include "store/transaction.h"

namespace cityhall::delegates {

void insert_batch(Unit& unit, BatchId id, std::string_view title);
void insert_row(Unit& unit, BatchId id, BatchRow const& row);
/// Words, faults and the probable duplicate; nothing for a row that is sent. False then.
bool update_row(Unit& unit, BatchId id, BatchRow const& row);
void mark_sent(Unit& unit, BatchId id, int line, CaseId case_id);
/// A row of the same person with the same words that was sent already, or that stands before this one in its batch.
struct Twin {
  int line = 0;          // of the same batch; 0: it was sent
  std::string number{};  // of its request
};
std::optional<Twin> twin_of(Unit& unit, BatchId id, BatchRow const& row);
/// Rows that are not sent, after a line.
std::vector<BatchRow> rows_to_send(store::Reader& reader, BatchId id, int after, int most);

}  // namespace cityhall::delegates
