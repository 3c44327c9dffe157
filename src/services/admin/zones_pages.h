#pragma once
// Map data: layers of zones, streets, addresses, parcels, lists of assets, and their imports.

#include <vector>

#include "kernel/assets/asset.h"
#include "kernel/layers/layers.h"
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
  std::size_t parcels = 0;
  std::vector<AssetKind> assets{};
  std::string done{};  // what an import just did
  Told told{};
};
struct LayerView {
  std::string layer{};
  LayerUsers users{};
  Told told{};
};
/// What counts on the layer, another name for it, and its end, each where nothing stands in the way.
web::Response layer_page(Call const& call, LayerView const& view);
web::Response zones_page(Call const& call, ZonesView const& view);

}  // namespace cityhall
