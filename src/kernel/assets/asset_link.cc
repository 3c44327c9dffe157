#include "kernel/assets/asset_link.h"

#include <algorithm>

namespace cityhall {

CaseAssets case_assets(View const& view, CaseId report, std::optional<Point> point) {
  CaseAssets found;
  if (!view.actor.may("assets.read")) return found;
  found.any = knows_assets(view);
  if (!found.any) return found;
  found.linked = assets_of(view, report);
  if (!point) return found;
  found.near = assets_near(view, *point);
  std::erase_if(found.near, [&](NearAsset const& near) {
    return std::any_of(found.linked.begin(), found.linked.end(), [&](Asset const& linked) { return linked.id == near.asset.id; });
  });
  return found;
}

}  // namespace cityhall
