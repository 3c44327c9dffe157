#pragma once
// What is still to be sent to partners, for services/handover.

#include "kernel/handover/handover.h"

namespace cityhall {

struct OutsideUpdate;

enum class SendKind { request, token, update };

struct Outgoing {
  std::int64_t id = 0;
  Handover handover{};
  EventId event{};
  SendKind kind = SendKind::request;
  std::string status{};       // what it means here: "closed", "reopen", or empty
  std::string told_status{};  // their word for it; empty: the same
  std::string message{};
  std::vector<FileId> files{};
  int attempts = 0;
};
/// Due now, oldest first, one of each hand-over: what came later waits for what came before.
std::vector<Outgoing> due_outgoing(View const& view, Time now, std::size_t most = 20);
/// Adds one; nothing when the event was added before.
void add_outgoing(Unit& unit, Outgoing const& out, Time not_before);
/// Written before it is sent: who was killed meanwhile knows that it may have arrived.
void begin_attempt(Unit& unit, Outgoing const& out);
void settle_outgoing(Unit& unit, std::int64_t id);
/// To be tried again, or (no time) given up.
void postpone_outgoing(Unit& unit, Outgoing const& out, std::optional<Time> next, std::string_view fault);
void set_their_id(Unit& unit, HandoverId id, std::string_view their_id, std::string_view token);
void set_handover_state(Unit& unit, HandoverId id, HandoverState state);

/// Of that partner, with this id of theirs.
std::optional<Handover> handover_with(View const& view, PartnerId partner, std::string_view their_id);
std::size_t open_handovers(View const& view, PartnerId partner);
/// True once for an update of theirs that only repeats what we sent them.
bool is_our_echo(Unit& unit, HandoverId id, OutsideUpdate const& update);
/// Whether this update of theirs was applied before.
bool was_updated_from_outside(View const& view, std::string_view source, std::string_view update_id);
/// Open311 partners whose turn has come.
std::vector<PartnerId> partners_to_poll(View const& view, Time now);
struct Polled {
  std::optional<Time> until{};  // updates before are known now
  Time next{};
  std::string fault{};
};
void set_polled(Unit& unit, PartnerId id, Polled const& polled);

}  // namespace cityhall
