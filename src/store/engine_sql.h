#pragma once
// The one way around "literals only", for src/store itself: index tables and translated migrations. The tidy check keeps it in here.

#include <string>
#include <string_view>

#include "store/transaction.h"

namespace cityhall::store {

class EngineSql {
 public:
  /// `text` must outlive the statement's run.
  static Sql from(std::string const& text) { return Sql{Sql::Made{}, text}; }
  static void script(Transaction& tx, std::string const& text) { tx.script(text); }
};

}  // namespace cityhall::store
