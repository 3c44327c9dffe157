#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/assets/asset_import.h"
#include "kernel/assets/asset_index.h"
#include "kernel/assets/asset_rows.h"
#include "kernel/city.h"
#include "kernel/places/box.h"

namespace cityhall {

namespace assets_store {

store::Query select_assets() {
  return store::Query{
      R"sql(SELECT assets.id, assets.layer, assets.external_id, assets.kind, assets.label, assets.address, assets.latitude, assets.longitude,
              assets.installed, assets.condition, assets.attributes, assets.updated_at, assets.retired_at
            FROM assets)sql"};
}

std::vector<Asset> read(store::Reader& reader, store::Query const& query) {
  std::vector<Asset> found;
  for (auto const row : reader.query(query))
    found.push_back({.id = row.get<AssetId>(0),
                     .layer = row.get<std::string>(1),
                     .external_id = row.get<std::string>(2),
                     .kind = row.get<std::string>(3),
                     .label = row.get<std::string>(4),
                     .address = row.get<std::string>(5),
                     .point = {row.get<double>(6), row.get<double>(7)},
                     .installed = row.get<std::string>(8),
                     .condition = row.get<std::string>(9),
                     .attributes = row.get<std::string>(10),
                     .updated_at = row.get<Time>(11),
                     .retired_at = row.get<std::optional<Time>>(12)});
  return found;
}

void index(store::Transaction& tx, Asset const& asset) {
  if (asset.retired_at) {
    asset_boxes().remove(tx, asset.id.value);
    asset_words().remove(tx, asset.id.value);
    return;
  }
  auto text = asset.kind + ' ' + asset.external_id + ' ' + asset.label + ' ' + asset.address + ' ' + asset.condition;
  if (auto const attributes = parse_json(asset.attributes))
    for (auto const& [name, value] : attributes->items())
      if (value.is_string()) (text += ' ') += value.get_ref<std::string const&>();
  asset_boxes().put(tx, asset.id.value, box_of(asset.point));
  asset_words().put(tx, asset.id.value, fold(text));
}

}  // namespace assets_store

namespace {

using assets_store::read;
using assets_store::select_assets;

/// Nothing for one that is retired.
std::optional<Asset> active(View const& view, std::int64_t id) {
  auto found = read(view.reader, select_assets().where("assets.id = ?", id).where("assets.retired_at IS NULL"));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<Asset> by_words(View const& view, AssetFilter const& filter) {
  constexpr int looked_at = 500;  // the kind is not part of the index: more are asked for than are shown
  auto const kind = fold(filter.kind);
  std::vector<Asset> found;
  for (auto const& hit : asset_words().search(view.reader, filter.words, looked_at)) {
    auto asset = active(view, hit.id);
    bool const fits = asset && (kind.empty() || fold(asset->kind) == kind) && (filter.layer.empty() || asset->layer == filter.layer);
    if (fits) found.push_back(std::move(*asset));
    if (found.size() == filter.most) break;
  }
  return found;
}

}  // namespace

store::SpatialIndex const& asset_boxes() {
  static store::SpatialIndex const index{"asset_box"};
  return index;
}
store::TextIndex const& asset_words() {
  static store::TextIndex const index{"asset_text"};
  return index;
}

std::optional<Asset> asset_by_id(View const& view, AssetId id) {
  require(view.actor, "assets.read");
  auto found = read(view.reader, select_assets().where("assets.id = ?", id));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

bool knows_assets(View const& view) { return view.reader.maybe(R"sql(SELECT id FROM assets LIMIT 1)sql").has_value(); }

std::vector<Asset> assets_by_number(View const& view, std::string_view number) {
  require(view.actor, "assets.read");
  return read(
      view.reader,
      select_assets().where("assets.number_folded = ?", fold(number)).where("assets.retired_at IS NULL").order_by("assets.id").limit(20));
}

std::vector<NearAsset> assets_near(View const& view, Point point, NearWish const& wish) {
  if (!view.actor.may("assets.read")) return {};
  constexpr std::size_t looked_at = 200;  // a small box: more than these are not in it
  std::vector<std::string> kinds;
  for (auto const& kind : wish.kinds) kinds.push_back(fold(kind));
  std::vector<NearAsset> near;
  for (auto const& found : asset_boxes().nearest(view.reader, box_around(point, wish.metres), looked_at)) {
    auto asset = active(view, found.id);
    if (!asset) continue;
    auto const metres = metres_between(asset->point, point);
    bool const fits = kinds.empty() || std::find(kinds.begin(), kinds.end(), fold(asset->kind)) != kinds.end();
    if (fits && metres <= wish.metres) near.push_back({std::move(*asset), metres});
  }
  std::sort(near.begin(), near.end(), [](NearAsset const& a, NearAsset const& b) {
    return std::pair{a.metres, a.asset.id} < std::pair{b.metres, b.asset.id};
  });
  if (near.size() > wish.most) near.resize(wish.most);
  return near;
}

std::vector<Asset> find_assets(View const& view, AssetFilter const& filter) {
  require(view.actor, "assets.read");
  if (!filter.words.empty()) return by_words(view, filter);
  auto query = select_assets();
  query.where("assets.retired_at IS NULL");
  if (!filter.kind.empty()) query.where("assets.kind_folded = ?", fold(filter.kind));
  if (!filter.layer.empty()) query.where("assets.layer = ?", filter.layer);
  if (filter.after) query.where("assets.id > ?", filter.after);
  return read(view.reader, query.order_by("assets.id").limit(static_cast<std::int64_t>(filter.most)));
}

std::vector<AssetKind> asset_kinds(View const& view) {
  require(view.actor, "assets.read");
  std::vector<AssetKind> kinds;
  for (auto const row : view.reader.query(
           R"sql(SELECT min(kind), count(*) FROM assets WHERE retired_at IS NULL GROUP BY kind_folded ORDER BY kind_folded)sql"))
    kinds.push_back({row.get<std::string>(0), static_cast<std::size_t>(row.get<std::int64_t>(1))});
  return kinds;
}

void index_all_assets(Unit& unit) {
  for (AssetId last{};;) {
    auto const page = read(unit.tx, select_assets().where("assets.id > ?", last).order_by("assets.id").limit(1000));
    for (auto const& asset : page)
      if (!asset.retired_at) assets_store::index(unit.tx, asset);
    if (page.empty()) return;
    last = page.back().id;
  }
}

}  // namespace cityhall
