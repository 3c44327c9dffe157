#pragma once
// Prepared statements of one connection, the least recently used ones dropped. A statement in use is never shared: nested use of the
// same text prepares a second one for its time.

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace cityhall::store {

struct PreparedStatement {
  std::string text;
  sqlite3_stmt* handle = nullptr;
  std::vector<int> numbers;  // for SQLite's parameter i+1: the n of its "$n"
  int parameters = 0;        // greatest n
  bool in_use = false;
  bool cached = false;

  PreparedStatement() = default;
  ~PreparedStatement();
  PreparedStatement(PreparedStatement const&) = delete;
  PreparedStatement& operator=(PreparedStatement const&) = delete;
};

class StatementCache {
 public:
  StatementCache(sqlite3* db, std::size_t limit) : db_{db}, limit_{limit} {}
  /// Throws StoreError when the text does not prepare.
  PreparedStatement* take(std::string_view text);
  void give_back(PreparedStatement* statement) noexcept;
  void clear();
  std::int64_t prepared() const { return prepared_; }

 private:
  using List = std::list<std::unique_ptr<PreparedStatement>>;
  std::unique_ptr<PreparedStatement> prepare(std::string_view text, unsigned flags);
  void drop_oldest();

  sqlite3* db_;
  std::size_t limit_;
  std::int64_t prepared_ = 0;
  List recent_;  // front: used last
  std::unordered_map<std::string_view, List::iterator> by_text_;
};

}  // namespace cityhall::store
