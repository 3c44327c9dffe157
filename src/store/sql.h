#pragma once
// Statements come from literals only: the constructors are consteval, so text made at run time does not compile.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "store/value.h"

namespace cityhall::store {

/// A complete statement with parameters $1, $2 …; the same number may occur several times.
class Sql {
 public:
  consteval Sql(char const* literal) : text_{literal} {}  // NOLINT(google-explicit-constructor): literals are meant to convert
  constexpr std::string_view text() const { return text_; }

 private:
  friend class EngineSql;
  struct Made {};
  constexpr Sql(Made, std::string_view text) : text_{text} {}
  std::string_view text_;
};

/// A literal part of a statement without parameters: a column, an ORDER BY list.
class Piece {
 public:
  consteval Piece(char const* literal) : text_{literal} {  // NOLINT(google-explicit-constructor)
    for (char const letter : text_)
      if (letter == '?' || letter == '$') throw "a piece takes no parameters";
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// A literal part with exactly N marks "?"; a wrong count does not compile.
template <std::size_t N>
class Condition {
 public:
  consteval Condition(char const* literal) : text_{literal} {  // NOLINT(google-explicit-constructor)
    std::size_t marks = 0;
    for (char const letter : text_) {
      if (letter == '?') ++marks;
      if (letter == '$') throw "write ? here; the query numbers its parameters itself";
    }
    if (marks != N) throw "the number of ? differs from the number of values";
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// A statement with a variable set of conditions, put together from literals:
///   Query query{R"sql(SELECT id, number FROM cases)sql"};
///   if (state) query.where("state = ?", *state);
///   query.where_in("queue", queues).where("(opened_at, id) < (?, ?)", last.opened_at, last.id);
///   query.order_by("opened_at DESC, id DESC").limit(50);
class Query {
 public:
  template <class... Args>
  explicit Query(Condition<sizeof...(Args)> select, Args const&... args) {
    add_to(head_, select.text(), {own(encode(args))...});
  }
  explicit Query(Condition<0> select) { head_ = select.text(); }

  /// A further part after the first: a JOIN.
  template <class... Args>
  Query& join(Condition<sizeof...(Args)> part, Args const&... args) {
    head_ += ' ';
    add_to(head_, part.text(), {own(encode(args))...});
    return *this;
  }
  /// For `UPDATE t SET …`: parts joined by commas.
  template <class... Args>
  Query& set(Condition<sizeof...(Args)> part, Args const&... args) {
    head_ += std::exchange(has_set_, true) ? ", " : " SET ";
    add_to(head_, part.text(), {own(encode(args))...});
    return *this;
  }
  /// Conditions are joined by AND, each in parentheses.
  template <class... Args>
  Query& where(Condition<sizeof...(Args)> condition, Args const&... args) {
    where_ += where_.empty() ? " WHERE (" : " AND (";
    add_to(where_, condition.text(), {own(encode(args))...});
    where_ += ')';
    return *this;
  }
  /// `column IN (…)`; an empty list matches nothing.
  template <class List>
  Query& where_in(Piece column, List const& list) {
    std::vector<Value> values;
    for (auto const& item : list) values.push_back(own(encode(item)));
    add_list(column, std::move(values));
    return *this;
  }
  Query& order_by(Piece columns);
  Query& limit(std::int64_t rows);
  Query& offset(std::int64_t rows);
  /// The last part: RETURNING …
  Query& returning(Piece columns);

  std::string text() const;
  std::vector<Value> const& values() const { return values_; }

 private:
  void add_to(std::string& part, std::string_view literal, std::vector<Value> values);
  void add_list(Piece column, std::vector<Value> values);
  void add_parameter(std::string& part, Value value);

  std::string head_, where_, order_, limit_, offset_, returning_;
  bool has_set_ = false;
  std::vector<Value> values_;
};

}  // namespace cityhall::store
