#include "kernel/accounts/accounts_store.h"

#include <algorithm>

#include "base/text.h"
#include "store/pattern.h"

namespace cityhall::accounts_store {
namespace {

std::string_view to_text(AccountKind kind) { return kind == AccountKind::staff ? "staff" : "resident"; }
AccountKind kind_from(std::string_view word) { return word == "staff" ? AccountKind::staff : AccountKind::resident; }
std::string folded(Account const& account) { return fold(account.name + " " + account.email); }

template <class AnyRow>
Row row_from(AnyRow const& row) {
  Account account{.id = row.template get<AccountId>(0),
                  .kind = kind_from(row.template get<std::string>(1)),
                  .email = row.template get<std::string>(2),
                  .name = row.template get<std::string>(3),
                  .language = row.template get<std::string>(4),
                  .party = row.template get<PartyId>(5),
                  .crew = row.template get<CrewId>(6),
                  .created = row.template get<Time>(11),
                  .disabled = row.template get<std::optional<Time>>(12),
                  .last_sign_in = row.template get<std::optional<Time>>(13)};
  Row full{.account = std::move(account),
           .password_hash = row.template get<std::string>(7),
           .totp_secret = row.template get<std::string>(8),
           .totp_pending = row.template get<std::string>(9),
           .totp_last_step = row.template get<std::int64_t>(10)};
  full.account.has_password = !full.password_hash.empty();
  full.account.has_second_factor = !full.totp_secret.empty();
  return full;
}

std::vector<std::string> roles_of(store::Reader& reader, AccountId id) {
  return reader.values<std::string>(R"sql(SELECT role FROM account_roles WHERE account_id = $1 ORDER BY role)sql", id);
}

std::optional<Row> with_roles(store::Reader& reader, std::optional<store::OwnedRow> const& row) {
  if (!row) return {};
  auto found = row_from(*row);
  found.account.roles = roles_of(reader, found.account.id);
  return found;
}

}  // namespace

std::optional<Row> find(store::Reader& reader, AccountId id) {
  return with_roles(reader, reader.maybe(R"sql(
    SELECT id, kind, email, name, language, party_id, crew_id, password_hash, totp_secret, totp_pending, totp_last_step, created_at,
      disabled_at, last_sign_in_at
    FROM accounts WHERE id = $1)sql", id));
}

std::optional<Row> find(store::Reader& reader, std::string_view email) {
  return with_roles(reader, reader.maybe(R"sql(
    SELECT id, kind, email, name, language, party_id, crew_id, password_hash, totp_secret, totp_pending, totp_last_step, created_at,
      disabled_at, last_sign_in_at
    FROM accounts WHERE email = $1)sql", email));
}

std::vector<Account> list(store::Reader& reader, AccountFilter const& filter) {
  store::Query query{R"sql(SELECT id, kind, email, name, language, party_id, crew_id, password_hash, totp_secret, totp_pending, totp_last_step,
    created_at, disabled_at, last_sign_in_at FROM accounts)sql"};
  if (filter.kind) query.where("kind = ?", to_text(*filter.kind));
  if (!filter.role.empty()) query.where("id IN (SELECT account_id FROM account_roles WHERE role = ?)", filter.role);
  if (filter.crew) query.where("crew_id = ?", filter.crew);
  auto const words = fold(filter.words);
  for (auto const word : split(words, ' '))
    if (!word.empty()) query.where("folded LIKE ? ESCAPE '!'", store::anywhere(word));
  if (filter.after) query.where("id > ?", filter.after);
  query.order_by("id").limit(static_cast<std::int64_t>(filter.most));
  std::vector<Account> found;
  for (auto const row : reader.query(query)) found.push_back(row_from(row).account);
  for (auto& account : found) account.roles = roles_of(reader, account.id);
  return found;
}

void insert(store::Transaction& tx, Account const& account) {
  tx.run(R"sql(
    INSERT INTO accounts (id, kind, email, name, folded, language, party_id, crew_id, password_hash, totp_secret, totp_pending,
      totp_last_step, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', '', 0, $9))sql",
         account.id, to_text(account.kind), account.email, account.name, folded(account), account.language, account.party, account.crew,
         account.created);
  set_roles(tx, account.id, account.roles);
}

void set_disabled(store::Transaction& tx, AccountId id, std::optional<Time> at) {
  tx.run(R"sql(UPDATE accounts SET disabled_at = $2 WHERE id = $1)sql", id, at);
}

void set_name(store::Transaction& tx, Account const& account) {
  tx.run(R"sql(UPDATE accounts SET name = $2, folded = $3, language = $4 WHERE id = $1)sql", account.id, account.name, folded(account),
         account.language);
}

void set_crew(store::Transaction& tx, AccountId id, CrewId crew) {
  tx.run(R"sql(UPDATE accounts SET crew_id = $2 WHERE id = $1)sql", id, crew);
}

void set_roles(store::Transaction& tx, AccountId id, std::vector<std::string> const& role_names) {
  tx.run(R"sql(DELETE FROM account_roles WHERE account_id = $1)sql", id);
  for (auto const& role : role_names) tx.run(R"sql(INSERT INTO account_roles (account_id, role) VALUES ($1, $2))sql", id, role);
}

void set_password(store::Transaction& tx, AccountId id, std::string_view hash) {
  tx.run(R"sql(UPDATE accounts SET password_hash = $2 WHERE id = $1)sql", id, hash);
}

void set_totp(store::Transaction& tx, AccountId id, std::string_view secret, std::string_view pending) {
  tx.run(R"sql(UPDATE accounts SET totp_secret = $2, totp_pending = $3, totp_last_step = 0 WHERE id = $1)sql", id, secret, pending);
}

bool use_totp_step(store::Transaction& tx, AccountId id, std::int64_t step) {
  return tx.run(R"sql(UPDATE accounts SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2)sql", id, step) == 1;
}

void set_signed_in(store::Transaction& tx, AccountId id, Time at) {
  tx.run(R"sql(UPDATE accounts SET last_sign_in_at = $2 WHERE id = $1)sql", id, at);
}

std::int64_t active_with_role(store::Reader& reader, std::string_view role, AccountId except) {
  return reader.value<std::int64_t>(R"sql(
    SELECT COUNT(*) FROM account_roles r JOIN accounts a ON a.id = r.account_id
    WHERE r.role = $1 AND a.disabled_at IS NULL AND a.id <> $2)sql", role, except);
}

std::int64_t with_role(store::Reader& reader, std::string_view role) {
  return reader.value<std::int64_t>(R"sql(SELECT COUNT(*) FROM account_roles WHERE role = $1)sql", role);
}

std::vector<Role> roles(store::Reader& reader) {
  std::vector<Role> all;
  for (auto const row : reader.query(R"sql(SELECT name, shipped FROM roles ORDER BY shipped DESC, name)sql"))
    all.push_back({.name = row.get<std::string>(0), .shipped = row.get<bool>(1)});
  for (auto& role : all) role.permissions = permissions_of(reader, role.name);
  return all;
}

bool role_exists(store::Reader& reader, std::string_view name) {
  return reader.maybe_value<std::int64_t>(R"sql(SELECT shipped FROM roles WHERE name = $1)sql", name).has_value();
}

std::vector<std::string> permissions_of(store::Reader& reader, std::string_view role) {
  auto found = reader.values<std::string>(R"sql(SELECT permission FROM role_permissions WHERE role = $1)sql", role);
  std::sort(found.begin(), found.end());  // by bytes, which is how they are searched; a database may sort otherwise
  return found;
}

std::vector<std::string> known_permissions(store::Reader& reader) {
  auto found = reader.values<std::string>(R"sql(SELECT permission FROM known_permissions)sql");
  std::sort(found.begin(), found.end());
  return found;
}

bool learn_permission(store::Transaction& tx, std::string_view permission) {
  return tx.run(R"sql(INSERT INTO known_permissions (permission) VALUES ($1) ON CONFLICT DO NOTHING)sql", permission) == 1;
}

bool insert_role(store::Transaction& tx, std::string_view name, bool shipped) {
  return tx.run(R"sql(INSERT INTO roles (name, shipped) VALUES ($1, $2) ON CONFLICT DO NOTHING)sql", name, shipped) == 1;
}

void grant(store::Transaction& tx, std::string_view role, std::string_view permission) {
  tx.run(R"sql(INSERT INTO role_permissions (role, permission) VALUES ($1, $2) ON CONFLICT DO NOTHING)sql", role, permission);
}

void replace_permissions(store::Transaction& tx, Role const& role) {
  tx.run(R"sql(DELETE FROM role_permissions WHERE role = $1)sql", role.name);
  for (auto const& permission : role.permissions) grant(tx, role.name, permission);
}

void remove_role(store::Transaction& tx, std::string_view name) {
  tx.run(R"sql(DELETE FROM role_permissions WHERE role = $1)sql", name);
  tx.run(R"sql(DELETE FROM roles WHERE name = $1)sql", name);
}

std::int64_t access_revision(store::Reader& reader) {
  return reader.value<std::int64_t>(R"sql(SELECT revision FROM access_revision WHERE id = 1)sql");
}

std::int64_t raise_access_revision(store::Transaction& tx) {
  tx.run(R"sql(UPDATE access_revision SET revision = revision + 1 WHERE id = 1)sql");
  return access_revision(tx);
}

}  // namespace cityhall::accounts_store
