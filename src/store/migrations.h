#pragma once
// The schema in numbered steps. Each step runs once, in one write transaction, and is remembered with the hash of its text.
//
// A module keeps its steps in `migrations/NNNN_name.sql` and names the folder in its CMakeLists.txt:
//   cityhall_migrations(cityhall_kernel ${CMAKE_CURRENT_SOURCE_DIR}/migrations kernel)
// which compiles them in; the code then declares and uses
//   namespace cityhall { std::span<store::Migration const> kernel_migrations(); }

#include <span>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace cityhall::store {

struct Migration {
  std::string_view module;
  int number = 0;
  std::string_view name;
  std::string_view sql;                  // neutral SQL; translated for the engine
  void (*code)(Transaction&) = nullptr;  // optional, after the SQL: engine-made indexes, data that needs code
};

/// The store's own steps (node leases); put them first.
std::span<Migration const> store_migrations();

/// Applies what is missing, in the order given (the order of modules, then numbers). Returns how many ran.
/// Throws Refusal(unavailable, "store.migration_…") when an applied step was edited, is unknown to this program, or fails.
int migrate(Database& database, std::span<Migration const> migrations, Clock const& clock);

/// The text of a step in the engine's words: BIGINT PRIMARY KEY → INTEGER PRIMARY KEY, BYTEA → BLOB, STRICT tables for SQLite.
std::string translate(std::string_view neutral_sql, Engine engine);

}  // namespace cityhall::store
