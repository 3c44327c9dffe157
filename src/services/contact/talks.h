#pragma once
// What several handlers do with a contact.

#include <string>
#include <string_view>

#include "kernel/cases/case.h"
#include "kernel/interactions/incoming.h"
#include "services/module.h"

namespace cityhall {

/// "/desk/contact/12"
std::string talk_path(InteractionId id);
/// What the caller is known by, and the words that they began with, as fields of the script.
std::string draft_of_caller(NewInteraction const& caller, Party const* party, std::string_view words);
/// With the caller's fields filled in.
InteractionId begin_contact(Call& call, NewInteraction fresh, std::string_view words);

/// The message that a contact began with has become this case.
void settle_message(Unit& unit, Interaction const& contact, CaseId case_id);
/// The message that a contact began with, its words and photos, stands with this case from now on, for staff.
void put_message_onto(Unit& unit, Interaction const& contact, Case& report);
/// Ends it, and with it the message that it began with; one that was not settled waits on.
void end_contact(Unit& unit, Interaction& contact, std::string_view wrap_up, std::string_view note);

}  // namespace cityhall
