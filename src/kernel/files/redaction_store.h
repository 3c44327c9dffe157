#pragma once
// The rows of originals.

#include <optional>
#include <string>

#include "kernel/files/file.h"
#include "store/transaction.h"

namespace cityhall::redaction_store {

struct Row {
  std::string boxes{};  // JSON
  AccountId by{};
  Time at{};
};
std::optional<Row> row(store::Reader& reader, FileId id);
/// Those that have a row, in no order.
std::vector<FileId> with_row(store::Reader& reader, std::vector<FileId> const& files);
std::optional<PreparedPhoto> original(store::Reader& reader, FileId id);
/// The photo's pictures as they are, unless an original is there already; boxes, who and when in each case.
void keep_original(Unit& unit, File const& file, std::string const& boxes);
void forget(store::Transaction& tx, FileId id);

}  // namespace cityhall::redaction_store
