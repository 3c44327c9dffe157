#pragma once
// Reading the directory; called when a city opens and after each change.

#include <memory>

#include "kernel/directory/directory.h"

namespace cityhall {

/// All crews and queues as they stand in this snapshot or transaction.
std::shared_ptr<Directory const> load_directory(store::Reader& reader);

}  // namespace cityhall
