#pragma once
// Back to what a service said before: as a new version, so that history stays what it was.

#include <string_view>

#include "kernel/definitions/check.h"
#include "kernel/unit.h"

namespace cityhall {

/// Publishes the stored bytes of `version` again, with the next number. Running cases keep the versions that they have. Needs
/// `admin.services`. Appends `definition.published` and `definition.rolled_back`. Throws Refusal: not_found; conflict
/// "definition.in_force" when the version in force says the same; invalid "definition.faulty" when today's rules refuse what it says.
DefinitionPtr roll_back_definition(Unit& unit, std::string_view service, int version, CheckContext const& context);

}  // namespace cityhall
