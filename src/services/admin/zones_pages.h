#pragma once
// Map data: layers of zones, streets, addresses, lists of assets, and their imports.

#include <vector>

#include "kernel/assets/asset.h"
#include "services/page/office.h"

namespace cityhall {

struct LayerCount {
  std::string layer{};
  std::size_t zones = 0;
};

struct ZonesView {
  std::vector<LayerCount> layers{};
  std::size_t streets = 0;
  std::size_t addresses = 0;
  std::vector<AssetKind> assets{};
  std::string done{};  // what an import just did
  Told told{};
};
web::Response zones_page(Call const& call, ZonesView const& view);

}  // namespace cityhall
