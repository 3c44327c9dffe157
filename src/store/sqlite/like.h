#pragma once
// LIKE with one meaning on both engines.
struct sqlite3;

namespace cityhall::store {

/// Makes LIKE tell capitals apart, as PostgreSQL does; SQLite by itself ignores the case of ASCII letters.
void use_case_sensitive_like(sqlite3* db);

}  // namespace cityhall::store
