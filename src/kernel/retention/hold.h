#pragma once
// Legal holds: a request, or all requests of a person, must be kept, whatever the time of keeping or a wish to be forgotten say.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

struct LegalHold {
  std::int64_t id = 0;
  CaseId case_id{};
  std::string number{};  // of the request; empty: it is on a person
  PartyId party{};
  std::string person{};  // name, else a contact
  std::string reason{};
  Time set_at{};
  std::string set_by{};
};

/// Appends `hold.set`. Needs `records.hold`. Throws Refusal(invalid, field "reason") and conflict "hold.doubled".
void hold_case(Unit& unit, Case const& report, std::string_view reason);
void hold_party(Unit& unit, PartyId party, std::string_view reason);
/// Appends `hold.lifted`. Needs `records.hold`. Throws not_found for a hold that was lifted before.
void lift_hold(Unit& unit, std::int64_t id);

/// Those that stand now, newest first. Needs `records.see`.
std::vector<LegalHold> active_holds(View const& view, std::size_t most = 500);
/// On the request itself, and on who reported it.
std::vector<LegalHold> holds_on(View const& view, Case const& report);
std::vector<LegalHold> holds_on(View const& view, PartyId party);

}  // namespace cityhall
