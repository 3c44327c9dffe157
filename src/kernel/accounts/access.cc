#include "kernel/accounts/access.h"

#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/key_cache.h"
#include "kernel/accounts/session_cache.h"
#include "kernel/city.h"

namespace cityhall {

void reread_sessions(Unit& unit, std::vector<std::string> token_hashes) {
  if (token_hashes.empty()) return;
  auto const revision = accounts_store::raise_access_revision(unit.tx);
  unit.tx.after_commit([&gate = unit.city.gate(), revision, hashes = std::move(token_hashes)] {
    gate.sessions().end(revision, hashes);
    gate.keys().follow(revision);
    for (auto const& hash : hashes) gate.on_session_ended(hash);
  });
}

void refresh_access(Unit& unit, std::vector<std::string> token_hashes) {
  auto const revision = accounts_store::raise_access_revision(unit.tx);
  unit.tx.after_commit([&gate = unit.city.gate(), revision, hashes = std::move(token_hashes)] {
    gate.sessions().forget_all(revision);
    gate.keys().forget_all(revision);
    for (auto const& hash : hashes) gate.on_session_ended(hash);
  });
}

}  // namespace cityhall
