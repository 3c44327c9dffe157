#include "store/sqlite/session.h"

namespace cityhall::store {

void SqliteTransaction::undo_savepoint() noexcept {
  // After a full disk or an I/O error SQLite may have ended the whole transaction, savepoints included.
  if (!connection_.in_transaction()) {
    broken_ = true;
    return;
  }
  try {
    connection_.execute("ROLLBACK TO part");
    connection_.execute("RELEASE part");
  } catch (...) {
    broken_ = true;
  }
}

}  // namespace cityhall::store
