#include "kernel/parcels/parcel_import.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/parcels/parcel_index.h"
#include "kernel/parcels/parcel_text.h"
#include "kernel/places/geos.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

void put_box(Unit& unit, geos::Context const& context, ParcelId id, std::string_view wkb) {
  auto const ground = context.from_wkb(wkb);
  if (!ground) return;
  auto const [west, south, east, north] = context.bounds(*ground);
  parcel_boxes().put(unit.tx, id.value, {west, south, east, north});
}

void write_parcel(Unit& unit, ParcelId id, ParcelRow const& row) {
  unit.tx.run(
      R"sql(INSERT INTO parcels (id, number, number_folded, address, land_use, ground) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET address = excluded.address, land_use = excluded.land_use, ground = excluded.ground)sql",
      id, row.parcel.number, fold_parcel_number(row.parcel.number), row.parcel.address, row.parcel.land_use, store::BlobView{row.ground});
}

void put_parcel(Unit& unit, geos::Context const& context, ParcelRow const& row, ParcelCount& count) {
  auto const known = unit.tx.maybe(R"sql(SELECT id, address, land_use, ground FROM parcels WHERE number = $1)sql", row.parcel.number);
  bool const same = known && known->get<std::string>(1) == row.parcel.address && known->get<std::string>(2) == row.parcel.land_use &&
                    known->get<store::Blob>(3).bytes == row.ground;
  if (same) {
    ++count.unchanged;
    return;
  }
  auto const id = known ? known->get<ParcelId>(0) : unit.city.ids().make<ParcelId>();
  write_parcel(unit, id, row);
  put_box(unit, context, id, row.ground);
  ++(known ? count.changed : count.added);
}

}  // namespace

std::string ParcelLayer::add(Parcel parcel, std::vector<ParcelPolygon> const& ground) {
  geos::Context const context;
  auto polygon = context.polygon(ground);
  if (!polygon) return "its polygon has no area";
  auto const [known, fresh] = places_.try_emplace(parcel.number, rows_.size());
  if (fresh) {
    rows_.push_back({std::move(parcel), context.to_wkb(*polygon)});
    return {};
  }
  auto& row = rows_[known->second];
  if (row.parcel.address.empty()) row.parcel.address = std::move(parcel.address);
  if (row.parcel.land_use.empty()) row.parcel.land_use = std::move(parcel.land_use);
  if (row.ground != context.to_wkb(*polygon)) row.ground = context.to_wkb(*context.join(context.from_wkb(row.ground), std::move(polygon)));
  return {};
}

ParcelCount put_parcels(Unit& unit, std::span<ParcelRow const> rows) {
  require(unit.actor, "admin.zones");
  geos::Context const context;
  ParcelCount count;
  for (auto const& row : rows) put_parcel(unit, context, row, count);
  return count;
}

std::vector<ParcelId> parcels_gone(View const& view, std::function<bool(std::string const& number)> const& still_there) {
  std::vector<ParcelId> gone;
  for (auto const row : view.reader.query(R"sql(SELECT id, number FROM parcels ORDER BY id)sql"))
    if (!still_there(row.get<std::string>(1))) gone.push_back(row.get<ParcelId>(0));
  return gone;
}

void remove_parcels(Unit& unit, std::span<ParcelId const> ids) {
  require(unit.actor, "admin.zones");
  for (auto const id : ids) {
    unit.tx.run(R"sql(DELETE FROM parcels WHERE id = $1)sql", id);
    parcel_boxes().remove(unit.tx, id.value);
  }
}

void finish_parcel_import(Unit& unit, ParcelCount const& count) {
  require(unit.actor, "admin.zones");
  append(unit, "parcels.imported", {},
         Json{{"added", count.added}, {"changed", count.changed}, {"unchanged", count.unchanged}, {"removed", count.removed}});
}

void index_all_parcels(Unit& unit) {
  geos::Context const context;
  for (ParcelId last{};;) {
    std::vector<std::pair<ParcelId, std::string>> page;
    for (auto const row : unit.tx.query(R"sql(SELECT id, ground FROM parcels WHERE id > $1 ORDER BY id LIMIT 1000)sql", last))
      page.emplace_back(row.get<ParcelId>(0), row.get<store::Blob>(1).bytes);
    for (auto const& [id, ground] : page) put_box(unit, context, id, ground);
    if (page.empty()) return;
    last = page.back().first;
  }
}

}  // namespace cityhall
