#include "services/page/asset_parts.h"

#include <cmath>

#include "base/json.h"
#include "base/text.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html asset_on_site(cityhall::Asset const& asset, Html const& where) {
  auto const line = asset_line(asset);
  return li(strong(asset.title()), where, line.empty() ? nothing() : group(br(), span(cls("soft small"), line)));
}

}  // namespace

std::string asset_path(cityhall::Asset const& asset) { return "/desk/assets/" + to_text(asset.id); }

Html asset_title(cityhall::Asset const& asset) { return a(href(asset_path(asset)), asset.title()); }

Message distance_words(double metres) {
  auto const feet = metres / 0.3048;
  return _n("{count} foot", "{count} feet", std::max(1L, feet < 20 ? std::lround(feet) : std::lround(feet / 10) * 10));
}

std::string asset_line(cityhall::Asset const& asset) {
  constexpr std::size_t said_most = 3;
  std::vector<std::string> parts;
  if (auto const attributes = parse_json(asset.attributes))
    for (auto const& [name, value] : attributes->items())
      if (parts.size() < said_most && value.is_string()) parts.push_back(shorten(value.get_ref<std::string const&>(), 60));
  for (auto const& more : {asset.condition, asset.installed})
    if (!more.empty()) parts.push_back(more);
  return join(parts, " · ");
}

Html assets_on_site(CaseAssets const& assets) {
  if (assets.linked.empty() && assets.near.empty()) return nothing();
  auto const about = each(assets.linked, [](cityhall::Asset const& asset) { return asset_on_site(asset, nothing()); });
  auto const near =
      each(assets.near, [](NearAsset const& one) { return asset_on_site(one.asset, group(", ", distance_words(one.metres))); });
  return group(assets.linked.empty() ? nothing() : section(h2(_("What it is about")), ul(cls("plain-list"), about)),
               assets.near.empty() ? nothing() : section(h2(_("Nearby")), ul(cls("plain-list"), near)));
}

}  // namespace cityhall
