#pragma once
// The one way around "literals only", for src/store itself: index tables, translated migrations, whole tables as they move. The tidy
// check keeps it in here.

#include <span>
#include <string>
#include <string_view>

#include "store/transaction.h"

namespace cityhall::store {

class EngineSql {
 public:
  /// `text` must outlive the statement's run.
  static Sql from(std::string const& text) { return Sql{Sql::Made{}, text}; }
  static std::int64_t run(Transaction& tx, std::string const& text, std::span<Cell const> cells) { return tx.execute(text, cells); }
  static void script(Transaction& tx, std::string const& text) { tx.script(text); }
};

}  // namespace cityhall::store
