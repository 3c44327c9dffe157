#pragma once
// Reading rows. A Reader is one consistent snapshot and belongs to one thread at a time.

#include <array>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "store/sql.h"

namespace cityhall::store {

enum class Engine { sqlite, postgresql };

/// One run of a prepared statement; each engine has its own. Destruction gives the statement back to the cache.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// Moves to the next row; false after the last.
  virtual bool step() = 0;
  virtual int width() const = 0;
  /// Column of the current row, 0-based; views are valid until the next step.
  virtual Cell cell(int column) const = 0;
};

/// The current row. Columns count from 0.
class Row {
 public:
  explicit Row(Cursor const& cursor) : cursor_{&cursor} {}
  /// int, bool, double, string, string_view, Blob, Time, Id<Tag>, optional of these. NULL needs the optional; else StoreError.
  template <class T>
  T get(int column) const {
    return decode<T>(cursor_->cell(column));
  }
  /// `auto [id, number] = row.as<CaseId, std::string>();`
  template <class... Ts>
  std::tuple<Ts...> as() const {
    return [this]<std::size_t... I>(std::index_sequence<I...>) { return std::tuple<Ts...>{get<Ts>(static_cast<int>(I))...}; }
    (std::index_sequence_for<Ts...>{});
  }
  int width() const { return cursor_->width(); }

 private:
  Cursor const* cursor_;
};

/// A row that outlives its statement.
class OwnedRow {
 public:
  explicit OwnedRow(Cursor const& cursor);
  template <class T>
  T get(int column) const {
    return decode<T>(view(cells_.at(static_cast<std::size_t>(column))));
  }
  template <class... Ts>
  std::tuple<Ts...> as() const {
    return [this]<std::size_t... I>(std::index_sequence<I...>) { return std::tuple<Ts...>{get<Ts>(static_cast<int>(I))...}; }
    (std::index_sequence_for<Ts...>{});
  }
  int width() const { return static_cast<int>(cells_.size()); }

 private:
  std::vector<Value> cells_;
};

/// The rows of a query, in one pass: `for (auto row : reader.query(…))`. Ends its statement when it goes out of scope.
class Rows {
 public:
  explicit Rows(std::unique_ptr<Cursor> cursor) : cursor_{std::move(cursor)} {}
  class Iterator {
   public:
    explicit Iterator(Cursor* cursor) : cursor_{cursor} {}
    Row operator*() const { return Row{*cursor_}; }
    Iterator& operator++() {
      if (!cursor_->step()) cursor_ = nullptr;
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return cursor_ == nullptr; }

   private:
    Cursor* cursor_;
  };
  /// Runs to the first row; call once.
  Iterator begin() { return Iterator{cursor_->step() ? cursor_.get() : nullptr}; }
  std::default_sentinel_t end() const { return {}; }

 private:
  std::unique_ptr<Cursor> cursor_;
};

class Reader {
 public:
  virtual ~Reader() = default;
  virtual Engine engine() const = 0;

  template <class... Args>
  Rows query(Sql sql, Args const&... args) {
    return Rows{open(sql.text(), std::array<Cell, sizeof...(Args)>{encode(args)...})};
  }
  Rows query(Query const& query) { return Rows{open_query(query)}; }

  /// The first row, if any.
  template <class... Args>
  std::optional<OwnedRow> maybe(Sql sql, Args const&... args) {
    return first_row(*open(sql.text(), std::array<Cell, sizeof...(Args)>{encode(args)...}));
  }
  std::optional<OwnedRow> maybe(Query const& query) { return first_row(*open_query(query)); }

  /// First column of the first row, or nothing when there is no row (a NULL needs T to be an optional).
  template <class T, class... Args>
  std::optional<T> maybe_value(Sql sql, Args const&... args) {
    auto const cursor = open(sql.text(), std::array<Cell, sizeof...(Args)>{encode(args)...});
    if (!cursor->step()) return std::nullopt;
    return decode<T>(cursor->cell(0));
  }
  /// First column of the first row; StoreError when there is none. For counts and sums.
  template <class T, class... Args>
  T value(Sql sql, Args const&... args) {
    auto const cursor = open(sql.text(), std::array<Cell, sizeof...(Args)>{encode(args)...});
    return decode<T>(first_cell(*cursor));
  }
  template <class T>
  T value(Query const& query) {
    auto const cursor = open_query(query);
    return decode<T>(first_cell(*cursor));
  }
  /// First column of every row.
  template <class T, class... Args>
  std::vector<T> values(Sql sql, Args const&... args) {
    std::vector<T> all;
    for (auto const row : query(sql, args...)) all.push_back(row.template get<T>(0));
    return all;
  }

 protected:
  virtual std::unique_ptr<Cursor> open(std::string_view text, std::span<Cell const> parameters) = 0;
  std::unique_ptr<Cursor> open_query(Query const& query);
  /// For the test that prepares every composed statement on the other engine.
  virtual void record(std::string_view) {}
  static std::optional<OwnedRow> first_row(Cursor& cursor);
  static Cell first_cell(Cursor& cursor);
};

}  // namespace cityhall::store
