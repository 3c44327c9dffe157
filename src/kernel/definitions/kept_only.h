#pragma once
// What a service file says and the running program does nothing with yet: to be told, not to be refused.

#include <string_view>
#include <vector>

#include "kernel/definitions/fault.h"

namespace cityhall {

/// A note for each such member or word of the file, in the order of its lines; none for text that is no JSON. "/fees: Nothing in the
/// program acts on \"fees\" yet."
std::vector<Fault> kept_only_members(std::string_view json);

}  // namespace cityhall
