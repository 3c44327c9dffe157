#pragma once
// Node numbers for IdMaker: each running program leases one, so that two never make the same id.

#include <string_view>

#include "store/transaction.h"

namespace cityhall::store {

constexpr Duration node_term = std::chrono::minutes{10};

/// The lowest number 0–1023 that is free or whose lease ran out, for `node_term`. `holder` names the process in words (host, pid).
/// Throws Refusal(unavailable, "node.none_free").
unsigned lease_node(Transaction& tx, std::string_view holder, Time now);
/// False when the lease was lost to another holder: stop making ids.
bool renew_node(Transaction& tx, unsigned node, std::string_view holder, Time now);
/// Gives the number back; harmless when it was lost.
void release_node(Transaction& tx, unsigned node, std::string_view holder);

}  // namespace cityhall::store
