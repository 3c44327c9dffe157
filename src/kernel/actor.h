#pragma once
// Who acts. Every verb and every query is given one; there is no ambient user.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.h"

namespace cityhall {

enum class ActorKind { anonymous, resident, staff, key, system };

/// The way by which somebody reached the city; recorded with each interaction.
enum class Channel { web, phone, counter, kiosk, api, sms, ivr, email, social, field, import, system };
std::string_view to_text(Channel channel);
/// Channel::web when the word is unknown.
Channel channel_from(std::string_view word);

struct Actor {
  ActorKind kind = ActorKind::anonymous;
  AccountId account{};  // residents and staff
  PartyId party{};      // the person behind the account
  ApiKeyId key{};       // Open311 and API clients
  CrewId crew{};        // the crew on whose tablet this is, for staff in a crew
  std::string name{};   // for timelines: "Ana Ruiz", "Open311: FixIt app"
  Channel channel = Channel::web;
  std::vector<std::string> roles{};        // role names, as in definitions: "dispatcher", "crew"
  std::vector<std::string> permissions{};  // sorted; "issues.triage"

  bool may(std::string_view permission) const;
  bool has_role(std::string_view role) const;
  bool is_staff() const { return kind == ActorKind::staff || kind == ActorKind::system; }
};

/// Jobs, consumers, imports and the command line act as this.
Actor system_actor(std::string name);
/// Throws Refusal: unauthenticated for the anonymous, forbidden for the others.
void require(Actor const& actor, std::string_view permission);

}  // namespace cityhall
