#pragma once
// One SQLite connection with its prepared statements. Used by one thread at a time.

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "store/reader.h"
#include "store/sqlite/statement_cache.h"

namespace cityhall::store {

struct ConnectionOptions {
  bool writable = false;
  std::int64_t cache_bytes = 0;
  std::int64_t mmap_bytes = 0;
  int busy_timeout_ms = 0;
  std::size_t statements_cached = 128;
  std::int64_t max_page_count = 0;
};

class Connection {
 public:
  /// Throws StoreError.
  Connection(std::filesystem::path const& path, ConnectionOptions const& options);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  /// The parameters are copied: rows may be read after the caller's values are gone.
  std::unique_ptr<Cursor> open(std::string_view text, std::span<Cell const> parameters);
  /// Runs to the end; rows changed.
  std::int64_t execute(std::string_view text, std::span<Cell const> parameters = {});
  /// Several statements without parameters.
  void script(std::string const& text);
  /// False while no transaction is open (SQLite ends one by itself after some errors).
  bool in_transaction() const;
  /// Rolls back if a transaction is open; false when it could not be left.
  bool roll_back() noexcept;

  sqlite3* handle() const { return db_; }
  std::int64_t statements_prepared() const { return cache_->prepared(); }

 private:
  void configure(ConnectionOptions const& options);
  std::string pragma(std::string const& text);

  sqlite3* db_ = nullptr;
  std::unique_ptr<StatementCache> cache_;
};

}  // namespace cityhall::store
