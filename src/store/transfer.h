#pragma once
// Rows as lines of JSON and back: one object a row, members in the order of the columns. What a city takes along when it moves.
//   BIGINT a whole number of 64 bits, DOUBLE PRECISION a number, TEXT a text, BYTEA base64url, NULL null.

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "store/schema.h"
#include "store/transaction.h"

namespace cityhall::store {

/// Tables of the schema so that each stands after those that it refers to; by name where that leaves a choice.
std::vector<Table const*> in_order_of_reference(Schema const& schema);

/// Every row, in the order of its columns; without line ends. Gives how many.
std::int64_t export_rows(Reader& reader, Table const& table, std::function<void(std::string_view line)> const& take);
/// Throws Refusal(invalid, "transfer.row") that says what does not fit; StoreError for a row that the table refuses.
void import_row(Transaction& tx, Table const& table, std::string_view line);
void clear_rows(Transaction& tx, Table const& table);

}  // namespace cityhall::store
