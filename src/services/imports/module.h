#pragma once
// Imports from other systems: requests now; the command line calls import_requests().

#include "services/module.h"

namespace cityhall {

/// The declaration of the module: its tables.
Module imports_module();

}  // namespace cityhall
