#include "store/sql.h"

#include <bit>

namespace cityhall::store {

void Query::add_parameter(std::string& part, Value value) {
  values_.push_back(std::move(value));
  part += '$';
  part += std::to_string(values_.size());
}

void Query::add_to(std::string& part, std::string_view literal, std::vector<Value> values) {
  auto next = values.begin();
  for (char const letter : literal) {
    if (letter == '?') {
      add_parameter(part, std::move(*next++));
    } else {
      part += letter;
    }
  }
}

void Query::add_list(Piece column, std::vector<Value> values) {
  where_ += where_.empty() ? " WHERE (" : " AND (";
  if (values.empty()) {
    where_ += "1 = 0)";
    return;
  }
  // Lists are filled up to a power of two by repeating the last value, so that few different statements stay prepared.
  values.resize(std::bit_ceil(values.size()), Value{values.back()});
  where_ += column.text();
  where_ += " IN (";
  for (auto& value : values) {
    if (where_.back() != '(') where_ += ", ";
    add_parameter(where_, std::move(value));
  }
  where_ += "))";
}

Query& Query::order_by(Piece columns) {
  order_ = " ORDER BY " + std::string{columns.text()};
  return *this;
}

Query& Query::limit(std::int64_t rows) {
  limit_ = " LIMIT ";
  add_parameter(limit_, rows);
  return *this;
}

Query& Query::offset(std::int64_t rows) {
  offset_ = " OFFSET ";
  add_parameter(offset_, rows);
  return *this;
}

Query& Query::returning(Piece columns) {
  returning_ = " RETURNING " + std::string{columns.text()};
  return *this;
}

std::string Query::text() const { return head_ + where_ + order_ + limit_ + offset_ + returning_; }

}  // namespace cityhall::store
