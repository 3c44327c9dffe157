#pragma once
// What came in and waits for an agent to make a case of it: voicemail, mail that belongs to no case.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/interactions/interaction.h"

namespace cityhall {

struct Incoming {
  IncomingId id{};
  Channel channel = Channel::email;
  Time received{};
  std::string state = "waiting";  // waiting, done, dropped
  AccountId agent{};
  std::optional<Time> ended{};
  CaseId case_id{};               // that was made of it, or that it was put onto
  CaseId offered{};               // that it seems to be about; whoever takes it decides
  InteractionId interaction{};
  std::string external_id{};      // unique within the channel
  std::string recording{};        // blob
  std::string recording_type{};   // "audio/wav"
  std::vector<FileId> files{};
  std::string language{};
  std::string sender_name{};
  std::string sender_contact{};
  std::string subject{};
  std::string body{};
};

/// Keeps it; one with the same channel and external id is kept once. Appends `incoming.received`.
IncomingId keep_incoming(Unit& unit, Incoming const& fresh);
/// Needs `contact.handle`, as do the others. Throws not_found.
Incoming incoming_by_id(View const& view, IncomingId id);
std::optional<Incoming> incoming_by_external(View const& view, Channel channel, std::string_view external_id);
/// The sound of a voicemail, or what it says, came later.
void complete_recording(Unit& unit, Incoming& message, std::string_view blob, std::string_view media_type);
void set_body(Unit& unit, Incoming& message, std::string_view body);
/// A case was made of it, or it was put onto one, or it needs none. Appends `incoming.done`, `incoming.dropped`.
void settle(Unit& unit, Incoming& message, CaseId case_id);
/// Oldest first.
std::vector<Incoming> waiting_incoming(View const& view, std::size_t most = 100);

}  // namespace cityhall
