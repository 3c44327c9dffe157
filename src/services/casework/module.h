#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Incidents, the feed of notes, the bell, rules of escalation.
Module casework_module();
}  // namespace cityhall
