#pragma once
// An interaction: one contact through one channel, with or without a case.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "kernel/actor.h"
#include "kernel/unit.h"

namespace cityhall {

using IncomingId = Id<struct IncomingTag>;  // incoming.h

struct Interaction {
  InteractionId id{};
  Channel channel = Channel::phone;
  Time started{};
  std::optional<Time> taken{};  // by an agent; none while it waits, and where a machine answered
  std::optional<Time> ended{};
  AccountId agent{};
  std::string queue{};
  std::string wrap_up{};        // code; empty until it ended
  PartyId party{};
  CaseId case_id{};
  IncomingId incoming{};        // the message that it began with, incoming.h
  std::string topic{};          // service that it was about
  std::string external_id{};    // of the telephone provider
  std::string language{};
  std::string caller_name{};
  std::string caller_contact{};  // number or e-mail address
  std::string note{};
  std::string draft{};           // what the agent has typed so far; opaque

  /// A voice menu or a text conversation, as long as it was not handed to a person.
  bool with_machine() const { return (channel == Channel::ivr || channel == Channel::sms) && queue.empty() && !taken; }
  bool waits() const { return !taken && !ended && !with_machine(); }
};

/// How an interaction ended.
struct WrapUp {
  std::string_view code;
  Message words;
  bool resolved = false;  // counts as settled in this contact
};
std::span<WrapUp const> wrap_ups();
WrapUp const* wrap_up_from(std::string_view code);

struct NewInteraction {
  Channel channel = Channel::phone;
  std::string caller_name{};
  std::string caller_contact{};
  std::string language{};
  std::string queue{};
  std::string external_id{};  // a second one with the same is the first again
  IncomingId incoming{};      // likewise, as long as the first has not ended
  PartyId party{};
};
/// Begun by staff, it is theirs; begun by the system it waits for an agent. Appends `interaction.started`.
InteractionId begin_interaction(Unit& unit, NewInteraction const& fresh);
/// Needs `contact.handle`. Throws not_found.
Interaction interaction_by_id(View const& view, InteractionId id);

/// Each needs `contact.handle` (jobs and hooks have it) and refuses an interaction that ended: conflict "interaction.ended".
void set_caller(Unit& unit, Interaction& contact, NewInteraction const& caller);
/// The actor talks to them now. Throws conflict "interaction.taken" that names who was faster. Appends `interaction.taken`.
void take(Unit& unit, Interaction& contact);
/// Back into a queue, with words for whoever takes it. Appends `interaction.transferred`.
void transfer(Unit& unit, Interaction& contact, std::string_view queue, std::string_view context);
/// Where somebody waits whom a machine talked to until now, and what it has learned.
struct HandOver {
  std::string_view queue;
  std::string_view topic;    // a service, or empty
  std::string_view context;  // for whoever takes it
};
/// From here they wait for a person; a call is then one of the channel phone. Appends `interaction.waiting`.
void hand_to_person(Unit& unit, Interaction& contact, HandOver const& to);
/// What the agent has typed so far, so that no colleague asks it again.
void keep_draft(Unit& unit, Interaction& contact, std::string draft);
/// The case that was opened or talked about.
void link_case(Unit& unit, Interaction& contact, CaseId case_id, std::string_view service);
/// Appends `interaction.ended`.
void end(Unit& unit, Interaction& contact, std::string_view wrap_up, std::string_view note);

/// Not ended and not with a machine, the longest waiting first. Needs `contact.handle`, as do the next two.
std::vector<Interaction> open_interactions(View const& view, std::size_t most = 100);
/// Latest contacts of a party, and those from that number or address.
std::vector<Interaction> interactions_of(View const& view, PartyId party, std::string_view contact, std::size_t most = 20);
/// Latest contacts of people whose name begins so, or with that number or address.
std::vector<Interaction> find_interactions(View const& view, std::string_view text, std::size_t most = 20);
/// The parties with that telephone number or e-mail address, latest first.
std::vector<PartyId> parties_with(View const& view, std::string_view contact, std::size_t most = 20);

/// All that were about the case, oldest first: for its timeline. Checks no permission.
std::vector<Interaction> interactions_about(View const& view, CaseId case_id);
/// Of a party, latest first.
std::vector<CaseId> cases_of(View const& view, PartyId party, std::size_t most = 20);
/// It is for whoever holds it, and for everybody while nobody does; a manager may take over what somebody left behind. Throws conflict.
void check_holder(View const& view, Interaction const& contact);
/// Of an account; empty when there is none.
std::string agent_name(View const& view, AccountId agent);
/// A number in its normal form, an address in lower case: what contacts are compared by. Empty when it is neither.
std::string contact_key(std::string_view contact);

}  // namespace cityhall
