#pragma once
// What the migrations say about the tables: columns with their privacy class. The export of a city says them along; a test holds what is
// removed with a request or a person against them, so that no personal column is forgotten.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/migrations.h"

namespace cityhall::store {

enum class Privacy { public_, internal, personal, secret };
/// The word that migrations use: "public", "internal", "personal", "secret".
std::string_view name_of(Privacy privacy);

struct Column {
  std::string name;
  std::string type;  // BIGINT, TEXT, DOUBLE PRECISION or BYTEA
  Privacy privacy = Privacy::internal;
  std::string note;        // what the comment says after the class
  std::string references;  // "parties.id" of a foreign key on the column, else empty
  bool required = false;   // NOT NULL or primary key
};

struct Table {
  std::string name;
  std::string module;
  std::vector<Column> columns;
  Column const* find(std::string_view column) const;
};

struct Schema {
  std::map<std::string, Table, std::less<>> tables;
  Table const* find(std::string_view table) const;
};

/// The schema after all migrations. The error names module, number, line and what to write: a column without class, two columns on a
/// line, words that are not neutral SQL.
Result<Schema> read_schema(std::span<Migration const> migrations);

}  // namespace cityhall::store
