#include "store/sqlite/session.h"

namespace cityhall::store {

void SqliteTransaction::undo_savepoint() noexcept {
  auto const part = parts_.back();
  parts_.pop_back();
  after_commit_.resize(part.after_commit);
  for (; on_rollback_.size() > part.on_rollback; on_rollback_.pop_back()) {
    try {
      on_rollback_.back()();
    } catch (...) {
      broken_ = true;
    }
  }
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
