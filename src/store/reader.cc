#include "store/reader.h"

#include "store/transaction.h"

namespace cityhall::store {
namespace {

std::vector<Cell> views(std::vector<Value> const& values) {
  std::vector<Cell> cells;
  cells.reserve(values.size());
  for (auto const& value : values) cells.push_back(view(value));
  return cells;
}

}  // namespace

OwnedRow::OwnedRow(Cursor const& cursor) {
  cells_.reserve(static_cast<std::size_t>(cursor.width()));
  for (int column = 0; column < cursor.width(); ++column) cells_.push_back(own(cursor.cell(column)));
}

std::unique_ptr<Cursor> Reader::open_query(Query const& query) {
  auto const text = query.text();
  record(text);
  return open(text, views(query.values()));
}

std::optional<OwnedRow> Reader::first_row(Cursor& cursor) {
  if (!cursor.step()) return std::nullopt;
  return OwnedRow{cursor};
}

Cell Reader::first_cell(Cursor& cursor) {
  if (!cursor.step()) throw StoreError{"a query that must give a row gave none"};
  return cursor.cell(0);
}

std::int64_t Transaction::run(Query const& query) {
  auto const text = query.text();
  record(text);
  return execute(text, views(query.values()));
}

}  // namespace cityhall::store
