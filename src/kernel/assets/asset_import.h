#pragma once
// How a list of assets comes in: batch by batch, each kept whole; at the end what the list no longer has is retired, and one event tells of
// all of it.

#include <functional>
#include <span>
#include <string_view>

#include "kernel/assets/asset.h"

namespace cityhall {

struct AssetCount {
  std::size_t added = 0;
  std::size_t updated = 0;  // also those that were retired and are there again
  std::size_t unchanged = 0;
  std::size_t retired = 0;
};

/// Adds them, or updates those that the list has already. Needs `admin.zones`. Appends nothing: see finish_asset_import.
AssetCount put_assets(Unit& unit, std::span<cityhall::Asset const> assets);

struct AssetImportEnd {
  std::string_view layer{};
  AssetCount count{};  // so far
  /// True for a number that the list has; empty: nothing is retired.
  std::function<bool(std::string const& external_id)> still_there{};
};
/// Retires what is no longer there and appends `assets.imported` with the figures, which it gives. Needs `admin.zones`.
AssetCount finish_asset_import(Unit& unit, AssetImportEnd const& end);

/// What is derived from the rows, made anew after rows came in by themselves.
void index_all_assets(Unit& unit);

}  // namespace cityhall
