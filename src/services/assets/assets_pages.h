#pragma once
// The list of assets and the page of one.

#include <vector>

#include "kernel/assets/asset_link.h"
#include "services/page/page.h"

namespace cityhall {

struct AssetsView {
  std::vector<AssetKind> kinds{};
  AssetFilter filter{};
  std::vector<cityhall::Asset> assets{};
  bool more = false;  // there are more than are shown
};
web::Response assets_page(Call const& call, AssetsView const& view);

struct AssetView {
  cityhall::Asset asset{};
  std::vector<AssetCase> cases{};
  std::vector<Task> work{};
};
web::Response asset_page(Call const& call, AssetView const& view);

}  // namespace cityhall
