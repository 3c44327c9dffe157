#include "store/sqlite/connection.h"

#include <sqlite3.h>

#include "store/sqlite/failure.h"
#include "store/sqlite/like.h"

namespace cityhall::store {
namespace {

enum class Binding { copied, borrowed };

int bind(sqlite3_stmt* handle, int index, Cell const& cell, Binding binding) {
  auto const lifetime = binding == Binding::copied ? SQLITE_TRANSIENT : SQLITE_STATIC;
  if (auto const* text = std::get_if<std::string_view>(&cell)) {
    auto const* data = text->data() == nullptr ? "" : text->data();  // a null pointer would bind NULL
    return sqlite3_bind_text64(handle, index, data, text->size(), lifetime, SQLITE_UTF8);
  }
  if (auto const* number = std::get_if<std::int64_t>(&cell)) return sqlite3_bind_int64(handle, index, *number);
  if (auto const* number = std::get_if<double>(&cell)) return sqlite3_bind_double(handle, index, *number);
  if (auto const* bytes = std::get_if<BlobView>(&cell)) {
    auto const* data = bytes->bytes.data() == nullptr ? "" : bytes->bytes.data();
    return sqlite3_bind_blob64(handle, index, data, bytes->bytes.size(), lifetime);
  }
  return sqlite3_bind_null(handle, index);
}

Cell column_of(sqlite3_stmt* handle, int column) {
  switch (sqlite3_column_type(handle, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(handle, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(handle, column);
    case SQLITE_TEXT: {
      auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(handle, column));
      return std::string_view{text, static_cast<std::size_t>(sqlite3_column_bytes(handle, column))};
    }
    case SQLITE_BLOB: {
      auto const* bytes = static_cast<char const*>(sqlite3_column_blob(handle, column));
      return BlobView{{bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle, column))}};
    }
    default:
      return Null{};
  }
}

/// Holds a statement for the time of one run.
class Use {
 public:
  Use(StatementCache& cache, std::string_view text) : cache_{cache}, statement_{cache.take(text)} {}
  ~Use() { cache_.give_back(statement_); }
  Use(Use const&) = delete;
  Use& operator=(Use const&) = delete;
  PreparedStatement* operator->() const { return statement_; }

  void bind_all(sqlite3* db, std::span<Cell const> parameters, Binding binding) const {
    if (static_cast<std::size_t>(statement_->parameters) != parameters.size()) {
      throw StoreError{"the statement has " + std::to_string(statement_->parameters) + " parameters, " + std::to_string(parameters.size()) +
                       " values were given: " + statement_->text};
    }
    for (std::size_t i = 0; i < statement_->numbers.size(); ++i) {
      auto const& cell = parameters[static_cast<std::size_t>(statement_->numbers[i] - 1)];
      int const code = bind(statement_->handle, static_cast<int>(i + 1), cell, binding);
      if (code != SQLITE_OK) throw_failure(db, code, statement_->text);
    }
  }

 private:
  StatementCache& cache_;
  PreparedStatement* statement_;
};

class SqliteCursor final : public Cursor {
 public:
  SqliteCursor(sqlite3* db, StatementCache& cache, std::string_view text, std::span<Cell const> parameters) : db_{db}, use_{cache, text} {
    use_.bind_all(db, parameters, Binding::copied);
  }
  ~SqliteCursor() override {
    sqlite3_reset(use_->handle);
    sqlite3_clear_bindings(use_->handle);  // frees the copies
  }
  SqliteCursor(SqliteCursor const&) = delete;
  SqliteCursor& operator=(SqliteCursor const&) = delete;

  bool step() override {
    int const code = sqlite3_step(use_->handle);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) throw_failure(db_, code, use_->text);
    return false;
  }
  int width() const override { return sqlite3_column_count(use_->handle); }
  Cell cell(int column) const override { return column_of(use_->handle, column); }

 private:
  sqlite3* db_;
  Use use_;
};

}  // namespace

Connection::Connection(std::filesystem::path const& path, ConnectionOptions const& options) {
  int const mode = options.writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  int const code = sqlite3_open_v2(path.c_str(), &db_, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  try {
    if (code != SQLITE_OK) throw_failure(db_, code, "open " + path.string());
    cache_ = std::make_unique<StatementCache>(db_, options.statements_cached);
    configure(options);
  } catch (...) {
    cache_.reset();
    sqlite3_close_v2(db_);
    throw;
  }
}

Connection::~Connection() {
  cache_.reset();
  sqlite3_close_v2(db_);
}

std::string Connection::pragma(std::string const& text) {
  auto const cursor = open("PRAGMA " + text, {});
  if (!cursor->step()) return {};
  auto const value = own(cursor->cell(0));
  auto const* words = std::get_if<std::string>(&value);
  return words != nullptr ? *words : std::string{};
}

void Connection::configure(ConnectionOptions const& options) {
  sqlite3_busy_timeout(db_, options.busy_timeout_ms);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);  // one plan for a statement: no new one for each value that is bound
  sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);  // the writer checkpoints by its own rule, nobody else
  use_case_sensitive_like(db_);
  if (options.writable && pragma("journal_mode = WAL") != "wal") {
    throw StoreError{"the write-ahead log cannot be used here; the file system must support shared memory (no network folder)"};
  }
  script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0;");
  if (options.writable) script("PRAGMA secure_delete = ON;");  // what was erased for a person is no longer in the file either
  script("PRAGMA cache_size = -" + std::to_string(std::max<std::int64_t>(options.cache_bytes / 1024, 1024)) + ";");
  script("PRAGMA mmap_size = " + std::to_string(options.mmap_bytes) + ";");
  if (!options.writable) script("PRAGMA query_only = ON;");
  if (options.max_page_count > 0) script("PRAGMA max_page_count = " + std::to_string(options.max_page_count) + ";");
}

std::unique_ptr<Cursor> Connection::open(std::string_view text, std::span<Cell const> parameters) {
  return std::make_unique<SqliteCursor>(db_, *cache_, text, parameters);
}

std::int64_t Connection::execute(std::string_view text, std::span<Cell const> parameters) {
  Use const use{*cache_, text};
  use.bind_all(db_, parameters, Binding::borrowed);
  auto const before = sqlite3_total_changes64(db_);
  int code = sqlite3_step(use->handle);
  while (code == SQLITE_ROW) code = sqlite3_step(use->handle);
  if (code != SQLITE_DONE) throw_failure(db_, code, text);
  // sqlite3_changes keeps the count of an earlier statement when this one changed nothing by its kind (SELECT, BEGIN).
  return sqlite3_total_changes64(db_) == before ? 0 : sqlite3_changes64(db_);
}

void Connection::script(std::string const& text) {
  int const code = sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_failure(db_, code, text);
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

bool Connection::roll_back() noexcept {
  if (in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  return !in_transaction();
}

}  // namespace cityhall::store
