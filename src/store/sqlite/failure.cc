#include "store/sqlite/failure.h"

#include <cerrno>

#include <sqlite3.h>

namespace cityhall::store {
namespace {

bool is_full(sqlite3* db, int code) {
  if ((code & 0xff) == SQLITE_FULL) return true;
  if ((code & 0xff) != SQLITE_IOERR) return false;
  int const cause = sqlite3_system_errno(db);
  return cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

// "UNIQUE constraint failed: t.a, t.b" or "…: index 'name'"
std::string columns_in(std::string_view message) {
  auto const colon = message.find(": ");
  auto rest = colon == std::string_view::npos ? message : message.substr(colon + 2);
  if (rest.starts_with("index '") && rest.ends_with("'")) rest = rest.substr(7, rest.size() - 8);
  return std::string{rest};
}

}  // namespace

void throw_failure(sqlite3* db, int code, std::string_view text) {
  std::string const message = sqlite3_errmsg(db);
  auto const what = message + " (SQLite " + std::to_string(code) + ") in: " + std::string{text};
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw UniqueViolation{what, columns_in(message)};
    default:
      break;
  }
  if ((code & 0xff) == SQLITE_CONSTRAINT) throw ConstraintViolation{what};
  if (is_full(db, code)) throw StoreFull{what};
  throw StoreError{what};
}

}  // namespace cityhall::store
