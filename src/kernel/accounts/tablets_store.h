#pragma once
// The rows of tablets.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/accounts/tablet.h"
#include "store/transaction.h"

namespace cityhall::tablets_store {

struct Row {
  std::int64_t id = 0;
  AccountId account{};
  SessionId session{};
  std::string secret_hash{};
  std::string previous_hash{};
  Time enrolled{};
  std::optional<Time> renewed{};
  Time ends{};
  std::optional<Time> revoked{};
};

/// By any secret that it ever had.
std::optional<Row> find(store::Reader& reader, std::string_view secret_hash);
void insert(store::Transaction& tx, Row const& row);
/// The next secret, the session that it opened, when.
void renew(store::Transaction& tx, Row const& row);
void revoke(store::Transaction& tx, std::int64_t id, Time at);
void revoke_of(store::Transaction& tx, AccountId account, Time at);
void revoke_by_session(store::Transaction& tx, SessionId session, Time at);
std::vector<TabletEntry> live_of(store::Reader& reader, AccountId account, Time now);
void remove_dead(store::Transaction& tx, Time before);

}  // namespace cityhall::tablets_store
