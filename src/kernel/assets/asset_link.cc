#include "kernel/assets/asset_link.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"

namespace cityhall {
namespace {

constexpr std::size_t near_looked_at = 50;
constexpr std::size_t near_shown = 5;

/// The words by which people find the service, each between blanks: " street light out  lamp  farola ".
std::string words_of_service(View const& view, std::string_view service) {
  std::string words;
  auto const definition = view.city.definitions.get()->find(service);
  if (!definition) return words;
  for (auto const& [language, title] : definition->title.all()) words += ' ' + fold(title) + ' ';
  for (auto const& keyword : definition->open311.keywords) words += ' ' + fold(keyword) + ' ';
  return words;
}

}  // namespace

CaseAssets case_assets(View const& view, CaseSpot const& spot) {
  CaseAssets found;
  if (!view.actor.may("assets.read")) return found;
  found.any = knows_assets(view);
  if (!found.any) return found;
  found.linked = assets_of(view, spot.id);
  if (!spot.point) return found;
  found.near = assets_near(view, *spot.point, {.most = near_looked_at});
  std::erase_if(found.near, [&](NearAsset const& near) {
    return std::any_of(found.linked.begin(), found.linked.end(), [&](Asset const& linked) { return linked.id == near.asset.id; });
  });
  auto const words = words_of_service(view, spot.service);
  auto const others = std::stable_partition(found.near.begin(), found.near.end(), [&](NearAsset const& near) {
    return words.find(' ' + fold(near.asset.kind) + ' ') != std::string::npos;
  });
  found.named = others != found.near.begin();
  if (found.named) found.near.erase(others, found.near.end());
  if (found.near.size() > near_shown) found.near.resize(near_shown);
  return found;
}

}  // namespace cityhall
