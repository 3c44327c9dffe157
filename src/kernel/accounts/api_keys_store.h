#pragma once
// The rows of API keys.

#include <optional>
#include <string_view>
#include <vector>

#include "kernel/accounts/api_key.h"
#include "store/transaction.h"

namespace cityhall::api_keys_store {

void insert(store::Transaction& tx, ApiKey const& key, std::string_view key_hash);
/// Also disabled ones.
std::optional<ApiKey> find(store::Reader& reader, std::string_view key_hash);
std::vector<ApiKey> list(store::Reader& reader);
/// False when there is no such live key.
bool disable(store::Transaction& tx, ApiKeyId id, Time at);
void set_last_used(store::Transaction& tx, ApiKeyId id, Time at);

}  // namespace cityhall::api_keys_store
