#include "kernel/accounts/api_keys_store.h"

#include "base/text.h"

namespace cityhall::api_keys_store {
namespace {

template <class AnyRow>
ApiKey key_from(AnyRow const& row) {
  ApiKey key{.id = row.template get<ApiKeyId>(0),
             .label = row.template get<std::string>(1),
             .contact = row.template get<std::string>(2),
             .channel = channel_from(row.template get<std::string>(3)),
             .requests_per_minute = row.template get<int>(5),
             .created = row.template get<Time>(6),
             .disabled = row.template get<std::optional<Time>>(7),
             .last_used = row.template get<std::optional<Time>>(8),
             .made_by = row.template get<AccountId>(9)};
  auto const scopes = row.template get<std::string>(4);
  for (auto const scope : split(scopes, ' '))
    if (!scope.empty()) key.scopes.emplace_back(scope);
  return key;
}

}  // namespace

void insert(store::Transaction& tx, ApiKey const& key, std::string_view key_hash) {
  tx.run(R"sql(
    INSERT INTO api_keys (id, key_hash, label, contact, channel, scopes, requests_per_minute, created_at, made_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
         key.id, key_hash, key.label, key.contact, to_text(key.channel), join(key.scopes, " "), key.requests_per_minute, key.created,
         key.made_by);
}

std::optional<ApiKey> find(store::Reader& reader, std::string_view key_hash) {
  auto const row = reader.maybe(R"sql(
    SELECT id, label, contact, channel, scopes, requests_per_minute, created_at, disabled_at, last_used_at, made_by
    FROM api_keys WHERE key_hash = $1)sql", key_hash);
  if (!row) return {};
  return key_from(*row);
}

std::vector<ApiKey> list(store::Reader& reader) {
  std::vector<ApiKey> keys;
  for (auto const row : reader.query(R"sql(
    SELECT id, label, contact, channel, scopes, requests_per_minute, created_at, disabled_at, last_used_at, made_by
    FROM api_keys ORDER BY id)sql"))
    keys.push_back(key_from(row));
  return keys;
}

bool disable(store::Transaction& tx, ApiKeyId id, Time at) {
  return tx.run(R"sql(UPDATE api_keys SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL)sql", id, at) == 1;
}

void set_last_used(store::Transaction& tx, ApiKeyId id, Time at) {
  tx.run(R"sql(UPDATE api_keys SET last_used_at = $2 WHERE id = $1)sql", id, at);
}

}  // namespace cityhall::api_keys_store
