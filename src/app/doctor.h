#pragma once
// What may be wrong with an installation, in words, with the remedy.

#include <string>
#include <vector>

#include "app/process.h"

namespace cityhall {

enum class Health { good, warning, bad };

struct Finding {
  Health health = Health::good;
  std::string what;
  std::string fix{};
};

/// Looks at the folder, free space, SQLite, the photo helper, and every city: settings, administrators, mail, services, history.
/// Changes nothing. A city that is being served is looked at from outside only.
std::vector<Finding> examine_installation(Process& process);

}  // namespace cityhall
