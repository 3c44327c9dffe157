#include <tuple>

#include "base/json.h"
#include "base/text.h"
#include "kernel/assets/asset_import.h"
#include "kernel/assets/asset_rows.h"
#include "kernel/city.h"

namespace cityhall {
namespace {

bool says_the_same(Asset const& a, Asset const& b) {
  auto const facts = [](Asset const& asset) {
    return std::tie(asset.kind, asset.label, asset.address, asset.installed, asset.condition, asset.attributes);
  };
  return facts(a) == facts(b) && a.point == b.point;
}

void write_asset(Unit& unit, Asset const& asset) {
  unit.tx.run(
      R"sql(INSERT INTO assets (id, layer, external_id, kind, kind_folded, number_folded, label, address, latitude, longitude, installed,
              condition, attributes, updated_at, retired_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, NULL)
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, kind_folded = excluded.kind_folded, label = excluded.label,
              address = excluded.address, latitude = excluded.latitude, longitude = excluded.longitude, installed = excluded.installed,
              condition = excluded.condition, attributes = excluded.attributes, updated_at = excluded.updated_at, retired_at = NULL)sql",
      asset.id, asset.layer, asset.external_id, asset.kind, fold(asset.kind), fold(asset.external_id), asset.label, asset.address,
      asset.point.latitude, asset.point.longitude, asset.installed, asset.condition, asset.attributes, unit.now);
  assets_store::index(unit.tx, asset);
}

void put_asset(Unit& unit, Asset asset, AssetCount& count) {
  auto const known = assets_store::read(
      unit.tx, assets_store::select_assets().where("assets.layer = ?", asset.layer).where("assets.external_id = ?", asset.external_id));
  bool const fresh = known.empty();
  if (!fresh && !known.front().retired_at && says_the_same(known.front(), asset)) {
    ++count.unchanged;
    return;
  }
  asset.id = fresh ? unit.city.ids().make<AssetId>() : known.front().id;
  asset.retired_at.reset();
  write_asset(unit, asset);
  ++(fresh ? count.added : count.updated);
}

std::size_t retire_missing(Unit& unit, AssetImportEnd const& end) {
  std::vector<Asset> gone;
  for (auto const row :
       unit.tx.query(R"sql(SELECT id, external_id FROM assets WHERE layer = $1 AND retired_at IS NULL ORDER BY id)sql", end.layer))
    if (!end.still_there(row.get<std::string>(1))) gone.push_back({.id = row.get<AssetId>(0), .retired_at = unit.now});
  for (auto const& asset : gone) {
    unit.tx.run(R"sql(UPDATE assets SET retired_at = $2, updated_at = $2 WHERE id = $1)sql", asset.id, unit.now);
    assets_store::index(unit.tx, asset);
  }
  return gone.size();
}

}  // namespace

AssetCount put_assets(Unit& unit, std::span<Asset const> assets) {
  require(unit.actor, "admin.zones");
  AssetCount count;
  for (auto const& asset : assets) put_asset(unit, asset, count);
  return count;
}

AssetCount finish_asset_import(Unit& unit, AssetImportEnd const& end) {
  require(unit.actor, "admin.zones");
  auto count = end.count;
  if (end.still_there) count.retired = retire_missing(unit, end);
  append(unit, "assets.imported", {},
         Json{{"layer", end.layer},
              {"added", count.added},
              {"updated", count.updated},
              {"unchanged", count.unchanged},
              {"retired", count.retired}});
  return count;
}

}  // namespace cityhall
