#pragma once
// The name of the JSON type without its 1 s of header.

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace cityhall {
using Json = nlohmann::ordered_json;
}
