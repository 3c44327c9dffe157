#pragma once
// Web Push: a tablet with the app closed hears of new work. One subscription for each browser; messages are sealed for it.

#include <string>
#include <string_view>
#include <vector>

#include "base/p256.h"
#include "kernel/events/event.h"
#include "kernel/unit.h"

namespace cityhall {

using PushDeviceId = Id<struct PushDeviceTag>;

/// Makes the city's key once; later calls change nothing.
void make_push_key(Unit& unit);
/// As browsers want it (base64url of the point); empty while the city has none.
std::string push_public_key(View const& view);

/// What a browser gives with its subscription; keys in base64url.
struct NewPushDevice {
  std::string endpoint{};
  std::string point{};   // "p256dh"
  std::string secret{};  // "auth"
  std::string session_token_hash{};  // of the sign-in under which it asks
};
/// For the actor, in that language; the same endpoint again belongs to whoever says it last. Throws Refusal(invalid) for an endpoint or
/// keys that cannot be.
void add_push_device(Unit& unit, NewPushDevice const& device, std::string_view language);
/// A tablet has opened its session anew: it goes on being told.
void follow_push_devices(Unit& unit, SessionId before, SessionId now);
/// Only the actor's own.
void remove_push_device(Unit& unit, std::string_view endpoint);

/// Consumer: new and newly given work is told to those who do it, once.
void queue_pushes(Unit& unit, Event const& event);
/// Job: sends what is due, and makes the city's key where there is none yet. What push services say is gone, or has signed out, is
/// forgotten.
void send_pushes(City& city);

}  // namespace cityhall
