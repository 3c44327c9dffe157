#pragma once
// SQLite's result codes as our exceptions.

#include <string_view>

#include "store/error.h"

struct sqlite3;

namespace cityhall::store {

/// Throws the exception that fits `code` (an extended result code of `db`); `text` is the statement.
[[noreturn]] void throw_failure(sqlite3* db, int code, std::string_view text);

}  // namespace cityhall::store
