#pragma once
// The declaration of the administrators' office.

#include "services/module.h"

namespace cityhall {
/// The administrators' office: people, roles, crews, services, map data, keys, settings, mail, audit trail.
Module admin_module();
}  // namespace cityhall
