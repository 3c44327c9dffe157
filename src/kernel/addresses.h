#pragma once
// The pages that others lead to: each path is written once. Paths begin at the city's base address.

#include <string>
#include <string_view>

#include "base/id.h"
#include "kernel/ids.h"

namespace cityhall {

/// What the public sees of a request: "/requests/SR-27-000123"
inline std::string public_address(std::string_view number) { return "/requests/" + std::string{number}; }
/// What staff see of it: "/desk/cases/SR-27-000123"
inline std::string desk_address(std::string_view number) { return "/desk/cases/" + std::string{number}; }
/// A work order on the crew's tablet: "/field/orders/12"
inline std::string tablet_address(TaskId task) { return "/field/orders/" + to_text(task); }

}  // namespace cityhall
