#pragma once
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace cityhall {
using Json = nlohmann::ordered_json;
}
