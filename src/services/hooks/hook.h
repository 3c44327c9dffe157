#pragma once
// Web hooks: who wants to be told what, and what became of each telling.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/events/event.h"

namespace cityhall {

using HookId = Id<struct HookTag>;
using DeliveryId = Id<struct DeliveryTag>;

struct Hook {
  HookId id{};
  std::string label{};
  std::string url{};
  std::string owner_email{};
  std::vector<std::string> events{};    // "case.closed", "case.*", "*"
  std::vector<std::string> services{};  // of cases; empty: all
  std::optional<Time> paused{};
  std::string paused_why{};
  std::optional<Time> failing_since{};
  Time created{};

  bool wants(std::string_view event_type) const;
};

struct HookFields {
  std::string label{};
  std::string url{};
  std::string owner_email{};
  std::vector<std::string> events{};
  std::vector<std::string> services{};
};
struct MadeHook {
  HookId id{};
  std::string secret{};  // shown once
};

/// All need `hooks.manage` and throw Refusal: every wrong field at once, or not_found.
MadeHook create_hook(Unit& unit, HookFields const& fields);
void change_hook(Unit& unit, HookId id, HookFields const& fields);
void remove_hook(Unit& unit, HookId id);
void pause_hook(Unit& unit, HookId id, std::string_view why);
/// What waited, and what was given up since the receiver began to fail, is sent from now on, with all its tries.
void resume_hook(Unit& unit, HookId id);
/// A new secret; the ones before sign as well until `overlap` has passed.
std::string rotate_secret(Unit& unit, HookId id, Duration overlap = std::chrono::hours{24});
/// Sends a `hook.pinged` to this hook alone.
DeliveryId ping_hook(Unit& unit, HookId id);

std::vector<Hook> hooks(View const& view);
Hook hook_by_id(View const& view, HookId id);

enum class DeliveryState { queued, delivered, given_up };
std::string_view to_text(DeliveryState state);

struct HookDelivery {
  DeliveryId id{};  // stays over all attempts and replays
  HookId hook{};
  EventId event{};
  std::string type{};
  DeliveryState state = DeliveryState::queued;
  int attempts = 0;
  int tries = 0;
  Time next{};
  Time queued{};
  Time created{};
  std::optional<Time> delivered{};
  std::string body{};  // JSON, as sent
};
struct Attempt {
  int number = 0;
  Time at{};
  int status = 0;  // 0: no answer
  int milliseconds = 0;
  std::string request_headers{};
  std::string answer{};
  std::string fault{};
};

struct DeliveryFilter {
  HookId hook{};
  std::optional<DeliveryState> state{};
  DeliveryId before{};  // for the next page
  std::size_t most = 50;
};
/// Latest first, without their bodies. Needs `hooks.manage`, as the two below.
std::vector<HookDelivery> deliveries(View const& view, DeliveryFilter const& filter);
HookDelivery delivery_by_id(View const& view, HookId hook, DeliveryId id);
std::vector<Attempt> attempts_of(View const& view, DeliveryId id);

struct ReplayRange {
  Time from{};
  Time to{};
  bool only_failed = true;  // those given up
};
/// Queues it once more, under its id. Appends `hook.replayed`.
void replay_delivery(Unit& unit, HookId hook, DeliveryId id);
/// The same for all whose event was in that time; gives how many.
std::int64_t replay_deliveries(Unit& unit, HookId hook, ReplayRange const& range);

/// Consumer: a delivery for each hook that wants the event.
void queue_deliveries(Unit& unit, Event const& event);
/// Consumer: what was told of events that were emptied loses its words.
void forget_words(Unit& unit, Event const& removal);
/// Job: sends what is due, several hooks at once, each hook's deliveries one after the other.
void deliver_hooks(City& city);
/// Job: forgets deliveries that are older than 30 days.
void forget_deliveries(City& city);

/// "t=1772460000,v1=5257a8…,v1=…": HMAC-SHA256 of t + "." + body under each secret, hex.
std::string hook_signature(std::vector<std::string> const& secrets, Time now, std::string_view body);

}  // namespace cityhall
