#pragma once
// What opening a case asks a delegation.

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "kernel/delegations/delegation.h"

namespace cityhall {

struct Definition;

/// Which case is about to be opened.
struct CaseToBe {
  Definition const& definition;
  std::vector<ZoneId> zones{};
  std::string place_field{};  // what to name when the place is outside
};
struct DelegatedAnswer {
  std::optional<Delegation> delegation{};  // nothing: the actor reports for themself
  std::vector<FieldError> errors{};        // outside of the services or of the area
};
/// Throws Refusal(forbidden, "delegation.asleep") for a key whose training has ended; a person then reports like any resident.
DelegatedAnswer ask_delegation(Unit& unit, CaseToBe const& fresh);
/// Writes down that the case came of the delegation.
void note_delegated_case(Unit& unit, DelegationId id, CaseId case_id);

}  // namespace cityhall
