#include "kernel/accounts/forget.h"

#include "kernel/accounts/access.h"
#include "kernel/accounts/sessions_store.h"
#include "store/transaction.h"

namespace cityhall {

std::size_t forget_resident_accounts(Unit& unit, PartyId party) {
  auto const ids =
      unit.tx.values<AccountId>(R"sql(SELECT id FROM accounts WHERE party_id = $1 AND party_id <> 0 AND kind = 'resident')sql", party);
  for (auto const id : ids) {
    reread_sessions(unit, sessions_store::remove_of(unit.tx, id, {}));
    sessions_store::remove_links_of(unit.tx, id);
    unit.tx.run(R"sql(DELETE FROM sign_in_codes WHERE email = (SELECT email FROM accounts WHERE id = $1))sql", id);
    unit.tx.run(R"sql(DELETE FROM training_records WHERE account_id = $1)sql", id);
    unit.tx.run(R"sql(DELETE FROM kept_forms WHERE account_id = $1)sql", id);
    unit.tx.run(R"sql(DELETE FROM account_roles WHERE account_id = $1)sql", id);
    unit.tx.run(R"sql(DELETE FROM accounts WHERE id = $1)sql", id);
  }
  return ids.size();
}

}  // namespace cityhall
