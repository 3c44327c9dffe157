#include "kernel/accounts/tablets_store.h"

namespace cityhall::tablets_store {

std::optional<Row> find(store::Reader& reader, std::string_view secret_hash) {
  auto const row = reader.maybe(R"sql(
    SELECT tablets.id, account_id, session_id, tablets.secret_hash, previous_hash, enrolled_at, renewed_at, ends_at, revoked_at
    FROM tablets JOIN tablet_secrets ON tablet_secrets.tablet_id = tablets.id WHERE tablet_secrets.secret_hash = $1)sql",
                                secret_hash);
  if (!row) return {};
  return Row{.id = row->get<std::int64_t>(0),
             .account = row->get<AccountId>(1),
             .session = row->get<SessionId>(2),
             .secret_hash = row->get<std::string>(3),
             .previous_hash = row->get<std::string>(4),
             .enrolled = row->get<Time>(5),
             .renewed = row->get<std::optional<Time>>(6),
             .ends = row->get<Time>(7),
             .revoked = row->get<std::optional<Time>>(8)};
}

namespace {

void add_secret(store::Transaction& tx, Row const& row) {
  tx.run(R"sql(INSERT INTO tablet_secrets (secret_hash, tablet_id) VALUES ($1, $2) ON CONFLICT (secret_hash) DO NOTHING)sql",
         row.secret_hash, row.id);
}

}  // namespace

void insert(store::Transaction& tx, Row const& row) {
  tx.run(R"sql(
    INSERT INTO tablets (id, account_id, session_id, secret_hash, previous_hash, enrolled_at, renewed_at, ends_at, revoked_at)
    VALUES ($1, $2, $3, $4, '', $5, NULL, $6, NULL))sql",
         row.id, row.account, row.session, row.secret_hash, row.enrolled, row.ends);
  add_secret(tx, row);
}

void renew(store::Transaction& tx, Row const& row) {
  tx.run(R"sql(UPDATE tablets SET session_id = $2, secret_hash = $3, previous_hash = $4, renewed_at = $5, ends_at = $6 WHERE id = $1)sql",
         row.id, row.session, row.secret_hash, row.previous_hash, row.renewed, row.ends);
  add_secret(tx, row);
}

void revoke(store::Transaction& tx, std::int64_t id, Time at) {
  tx.run(R"sql(UPDATE tablets SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL)sql", id, at);
}

void revoke_of(store::Transaction& tx, AccountId account, Time at) {
  tx.run(R"sql(UPDATE tablets SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL)sql", account, at);
}

void revoke_by_session(store::Transaction& tx, SessionId session, Time at) {
  tx.run(R"sql(UPDATE tablets SET revoked_at = $2 WHERE session_id = $1 AND revoked_at IS NULL)sql", session, at);
}

std::vector<TabletEntry> live_of(store::Reader& reader, AccountId account, Time now) {
  std::vector<TabletEntry> found;
  for (
      auto const row : reader.query(
          R"sql(SELECT enrolled_at, renewed_at FROM tablets WHERE account_id = $1 AND revoked_at IS NULL AND ends_at > $2 ORDER BY id DESC)sql",
          account, now))
    found.push_back({.enrolled = row.get<Time>(0), .renewed = row.get<std::optional<Time>>(1)});
  return found;
}

void remove_dead(store::Transaction& tx, Time before) {
  tx.run(R"sql(DELETE FROM tablet_secrets WHERE tablet_id IN (SELECT id FROM tablets WHERE ends_at < $1 OR revoked_at < $1))sql", before);
  tx.run(R"sql(DELETE FROM tablets WHERE ends_at < $1 OR revoked_at < $1)sql", before);
}

}  // namespace cityhall::tablets_store
