#pragma once
// What may be wrong with an installation, in words, with the remedy.

#include <vector>

#include "app/process.h"
#include "kernel/health/health.h"

namespace cityhall {

/// Looks at the folder, free space, the photo helper, and every city: settings, administrators, mail, jobs, services, history, connections.
/// Changes nothing, and reads a city that is being served beside the program that serves it.
std::vector<Finding> examine_installation(Process& process);

}  // namespace cityhall
