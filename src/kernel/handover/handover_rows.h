#pragma once
// Rows of hand-overs, for handover.cc.

#include "kernel/handover/outbox.h"

namespace cityhall {

HandoverState handover_state_from(std::string_view word);
void insert_handover(Unit& unit, Handover const& handover);
/// What waits is not sent any more.
void drop_outgoing(Unit& unit, HandoverId id);

}  // namespace cityhall
