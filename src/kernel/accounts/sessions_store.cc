#include "kernel/accounts/sessions_store.h"

namespace cityhall::sessions_store {
namespace {

template <class AnyRow>
Row row_from(AnyRow const& row) {
  return {.id = row.template get<SessionId>(0),
          .account = row.template get<AccountId>(1),
          .signed_in_by = row.template get<std::string>(2),
          .second_factor = row.template get<std::string>(3),
          .must_rotate = row.template get<bool>(4),
          .opened = row.template get<Time>(5),
          .last_used = row.template get<Time>(6),
          .idle = Duration{row.template get<std::int64_t>(7)},
          .ends = row.template get<Time>(8)};
}

}  // namespace

std::optional<Row> find(store::Reader& reader, std::string_view token_hash) {
  auto const row = reader.maybe(R"sql(
    SELECT id, account_id, signed_in_by, second_factor, must_rotate, opened_at, last_used_at, idle_micros, ends_at
    FROM sessions WHERE token_hash = $1)sql",
                                token_hash);
  if (!row) return {};
  return row_from(*row);
}

std::vector<Row> of_account(store::Reader& reader, AccountId account, Time now) {
  std::vector<Row> found;
  for (auto const row : reader.query(R"sql(
    SELECT id, account_id, signed_in_by, second_factor, must_rotate, opened_at, last_used_at, idle_micros, ends_at
    FROM sessions WHERE account_id = $1 AND ends_at > $2 AND last_used_at + idle_micros > $2 ORDER BY last_used_at DESC, id DESC)sql",
                                     account, now))
    found.push_back(row_from(row));
  return found;
}

std::vector<std::string> token_hashes_of(store::Reader& reader, AccountId account) {
  return reader.values<std::string>(R"sql(SELECT token_hash FROM sessions WHERE account_id = $1)sql", account);
}

std::string token_hash_of(store::Reader& reader, SessionId id) {
  return reader.maybe_value<std::string>(R"sql(SELECT token_hash FROM sessions WHERE id = $1)sql", id).value_or(std::string{});
}

void insert(store::Transaction& tx, Row const& row, std::string_view token_hash) {
  tx.run(R"sql(
    INSERT INTO sessions (id, token_hash, account_id, signed_in_by, second_factor, must_rotate, opened_at, last_used_at, idle_micros,
      ends_at)
    VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9))sql",
         row.id, token_hash, row.account, row.signed_in_by, row.second_factor, row.opened, row.last_used, row.idle.count(), row.ends);
}

bool replace_token(store::Transaction& tx, std::string_view old_hash, std::string_view new_hash) {
  return tx.run(R"sql(UPDATE sessions SET token_hash = $2, must_rotate = 0 WHERE token_hash = $1)sql", old_hash, new_hash) == 1;
}

void set_second_factor(store::Transaction& tx, std::string_view token_hash, std::string_view word) {
  tx.run(R"sql(UPDATE sessions SET second_factor = $2 WHERE token_hash = $1)sql", token_hash, word);
}

bool end(store::Transaction& tx, std::string_view token_hash, Time at) {
  return tx.run(R"sql(UPDATE sessions SET ends_at = $2 WHERE token_hash = $1 AND ends_at > $2)sql", token_hash, at) == 1;
}

std::vector<std::string> remove_of(store::Transaction& tx, AccountId account, std::string_view except_token_hash) {
  auto const hashes = tx.values<std::string>(R"sql(
    SELECT token_hash FROM sessions WHERE account_id = $1 AND token_hash <> $2)sql",
                                             account, except_token_hash);
  tx.run(R"sql(DELETE FROM sessions WHERE account_id = $1 AND token_hash <> $2)sql", account, except_token_hash);
  return hashes;
}

std::vector<std::string> mark_for_rotation(store::Transaction& tx, AccountId account) {
  tx.run(R"sql(UPDATE sessions SET must_rotate = 1 WHERE account_id = $1)sql", account);
  return token_hashes_of(tx, account);
}

void set_last_used(store::Transaction& tx, std::string_view token_hash, Time at) {
  tx.run(R"sql(UPDATE sessions SET last_used_at = $2 WHERE token_hash = $1 AND last_used_at < $2)sql", token_hash, at);
}

int remove_ended(store::Transaction& tx, Time before) {
  return static_cast<int>(tx.run(R"sql(DELETE FROM sessions WHERE ends_at <= $1 OR last_used_at + idle_micros <= $1)sql", before));
}

void insert_link(store::Transaction& tx, std::string_view token_hash, Link const& link) {
  tx.run(R"sql(INSERT INTO sign_in_links (token_hash, account_id, link_use, expires_at) VALUES ($1, $2, $3, $4))sql", token_hash,
         link.account, link.use, link.expires);
}

std::optional<Link> find_link(store::Reader& reader, std::string_view token_hash) {
  auto const row =
      reader.maybe(R"sql(SELECT account_id, link_use, expires_at, used_at FROM sign_in_links WHERE token_hash = $1)sql", token_hash);
  if (!row) return {};
  return Link{.account = row->get<AccountId>(0),
              .use = row->get<std::string>(1),
              .expires = row->get<Time>(2),
              .used = row->get<std::optional<Time>>(3).has_value()};
}

bool use_link(store::Transaction& tx, std::string_view token_hash, Time at) {
  return tx.run(R"sql(UPDATE sign_in_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL)sql", token_hash, at) == 1;
}

void remove_links_of(store::Transaction& tx, AccountId account) {
  tx.run(R"sql(DELETE FROM sign_in_links WHERE account_id = $1)sql", account);
}

void remove_dead_links(store::Transaction& tx, Time now) { tx.run(R"sql(DELETE FROM sign_in_links WHERE expires_at <= $1)sql", now); }

void replace_code(store::Transaction& tx, std::string_view email, Code const& code) {
  tx.run(R"sql(
    INSERT INTO sign_in_codes (email, code_hash, language, expires_at, tries) VALUES ($1, $2, $3, $4, 0)
    ON CONFLICT (email) DO UPDATE SET code_hash = $2, language = $3, expires_at = $4, tries = 0)sql",
         email, code.code_hash, code.language, code.expires);
}

std::optional<Code> find_code(store::Reader& reader, std::string_view email) {
  auto const row = reader.maybe(R"sql(SELECT code_hash, language, expires_at, tries FROM sign_in_codes WHERE email = $1)sql", email);
  if (!row) return {};
  return Code{.code_hash = row->get<std::string>(0),
              .language = row->get<std::string>(1),
              .expires = row->get<Time>(2),
              .tries = row->get<std::int64_t>(3)};
}

void count_try(store::Transaction& tx, std::string_view email) {
  tx.run(R"sql(UPDATE sign_in_codes SET tries = tries + 1 WHERE email = $1)sql", email);
}

void remove_code(store::Transaction& tx, std::string_view email) { tx.run(R"sql(DELETE FROM sign_in_codes WHERE email = $1)sql", email); }

void remove_dead_codes(store::Transaction& tx, Time now) { tx.run(R"sql(DELETE FROM sign_in_codes WHERE expires_at <= $1)sql", now); }

}  // namespace cityhall::sessions_store
