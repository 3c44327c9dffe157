#pragma once
// A layer of zones as a whole: what counts on it, and how it gets another name or leaves the map.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

struct LayerUsers {
  std::size_t zones = 0;
  std::vector<std::string> services{};  // whose newest version reads the layer in a rule, a condition or a queue
  std::vector<std::string> crews{};     // that cover one of its zones
  std::int64_t cases = 0;               // in one of its zones; they keep the names
};
/// Needs `admin.zones`. Throws not_found for a layer that is not there.
LayerUsers users_of_layer(View const& view, std::string_view layer);

/// As remove_zones(). Throws conflict "zones.crews" while a crew covers one of them: without zones it would work everywhere, with former
/// ones nowhere.
std::size_t remove_layer(Unit& unit, std::string_view layer);
/// As rename_zones(). Throws conflict "zones.services" while a service reads the layer by its name: its requests would find no queue there.
std::size_t rename_layer(Unit& unit, std::string_view layer, std::string_view name);

}  // namespace cityhall
