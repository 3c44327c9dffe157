#pragma once
// Which request is about which thing; read from the other side it is the history of the thing.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/assets/asset.h"
#include "kernel/cases/case.h"
#include "kernel/tasks/task.h"

namespace cityhall {

/// Says that the case is about the asset. Appends `case.asset_linked` when it is new; false when it was said already. Needs `assets.link`.
/// Throws Refusal(conflict, "asset.retired").
bool link_asset(Unit& unit, Case const& report, cityhall::Asset const& asset);
/// Takes it back. Appends `case.asset_unlinked` when there was a link. Needs `assets.link`.
bool unlink_asset(Unit& unit, Case const& report, cityhall::Asset const& asset);

/// What the case is about, in the order in which it was said; also what was retired since.
std::vector<cityhall::Asset> assets_of(View const& view, CaseId report);

/// The case whose place is looked at.
struct CaseSpot {
  CaseId id{};
  std::string_view service{};
  std::optional<Point> point{};
};
/// What stands at the place of a case.
struct CaseAssets {
  std::vector<cityhall::Asset> linked{};  // what it is about
  std::vector<NearAsset> near{};          // what else is near, nearest first
  bool named = false;                     // of those near only the kinds that the service's own words name, as "Street light out" does
  bool any = false;                       // the city has lists of assets, so that one can be named
};
/// Empty for those without `assets.read`. Where nothing near is of a kind that the service names, everything near.
CaseAssets case_assets(View const& view, CaseSpot const& spot);

/// A request about an asset, for its history.
struct AssetCase {
  CaseId id{};
  std::string number{};
  std::string service{};
  bool open = true;
  Time opened_at{};
};
/// Newest first.
std::vector<AssetCase> cases_about(View const& view, AssetId asset, std::size_t most = 50);
/// The work orders of those requests, newest first.
std::vector<Task> work_on(View const& view, AssetId asset, std::size_t most = 50);

}  // namespace cityhall
