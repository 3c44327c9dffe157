#pragma once
// What may be wrong with an installation, in words, with the remedy.

#include <vector>

#include "app/process.h"
#include "kernel/health/health.h"

namespace cityhall {

/// Looks at the folder, free space, the photo helper, and every city: settings, administrators, mail, jobs, services, history, connections.
/// Changes nothing. A city that is being served is looked at from outside only; its page Health tells the rest.
std::vector<Finding> examine_installation(Process& process);

}  // namespace cityhall
