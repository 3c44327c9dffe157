#pragma once
// The rows of hooks, secrets, deliveries and attempts.

#include "services/hooks/hook.h"
#include "store/transaction.h"

namespace cityhall::hook_store {

/// In order of id.
std::vector<Hook> all(store::Reader& reader);
std::optional<Hook> find(store::Reader& reader, HookId id);
void save(store::Transaction& tx, Hook const& hook);
void remove(store::Transaction& tx, HookId id);

void add_secret(Unit& unit, HookId hook, std::string_view sealed);
/// Those before end then.
void end_secrets(store::Transaction& tx, HookId hook, Time at);
/// Sealed; the newest first.
std::vector<std::string> secrets(store::Reader& reader, HookId hook, Time now);

/// Nothing when the event was queued for this hook before.
std::optional<DeliveryId> add(Unit& unit, HookId hook, Event const& event, std::string_view body);
/// Queued ones of hooks that are not paused, oldest first for each hook.
std::vector<HookDelivery> due(store::Reader& reader, HookId hook, Time now, std::size_t most);
void settle(store::Transaction& tx, HookDelivery const& delivery, Attempt const& attempt);
bool requeue(store::Transaction& tx, HookId hook, DeliveryId id, Time now);
std::int64_t requeue(store::Transaction& tx, HookId hook, ReplayRange const& range, Time now);
/// What waits, and what was given up since the receiver began to fail, as if queued now; gives how many.
std::int64_t requeue_waiting(store::Transaction& tx, HookId hook, Time failing_since, Time now);
/// The deliveries of that event get this body, and lose what receivers answered.
void forget_words(store::Transaction& tx, EventId event, std::string_view body);
std::int64_t remove_before(store::Transaction& tx, Time limit, std::int64_t most);

}  // namespace cityhall::hook_store
