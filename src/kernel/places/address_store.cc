#include "base/json.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/places/address_index.h"
#include "kernel/places/address_list.h"
#include "kernel/places/address_search.h"
#include "kernel/places/address_text.h"
#include "kernel/places/box.h"
#include "kernel/places/place.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

Address address_from(store::Row const& row) {
  return {.id = row.get<PlaceId>(0),
          .number = row.get<std::string>(1),
          .street = row.get<std::string>(2),
          .unit = row.get<std::string>(3),
          .zip = row.get<std::string>(4),
          .point = {row.get<double>(5), row.get<double>(6)}};
}

std::optional<Address> by_folded(View const& view, std::string_view folded) {
  for (auto const row : view.reader.query(
           R"sql(SELECT id, number, street, unit, zip, latitude, longitude FROM addresses WHERE folded = $1 ORDER BY unit, id LIMIT 1)sql",
           folded))
    return address_from(row);
  return std::nullopt;
}

std::string key_of(Address const& address, std::string const& folded) {
  return folded + '|' + fold(address.unit) + '|' + fold(address.zip);
}

bool put_address(Unit& unit, Address const& address, store::SpatialIndex const& boxes) {
  auto const folded = fold_address(address.number + ' ' + address.street);
  auto const key = key_of(address, folded);
  auto const known = unit.tx.maybe_value<PlaceId>(R"sql(SELECT id FROM addresses WHERE key_folded = $1)sql", key);
  auto const id = known ? *known : unit.city.ids().make<PlaceId>();
  unit.tx.run(
      R"sql(INSERT INTO addresses (id, number, street, unit, zip, latitude, longitude, folded, street_folded, key_folded)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET number = excluded.number, street = excluded.street, unit = excluded.unit, zip = excluded.zip,
              latitude = excluded.latitude, longitude = excluded.longitude)sql",
      id, address.number, address.street, address.unit, address.zip, address.point.latitude, address.point.longitude, folded,
      fold_address(address.street) + ' ' + fold(address.number), key);
  boxes.put(unit.tx, id.value, box_of(address.point));
  return !known;
}

std::optional<Address> nearest_in_box(View const& view, Point point, double metres) {
  constexpr std::size_t looked_at = 4;
  constexpr double rounded_by = 2;  // metres: the index rounds, so the nearest may come second
  std::optional<Address> nearest;
  double distance = metres;
  for (auto const& found : address_boxes().nearest(view.reader, box_around(point, metres), looked_at)) {
    if (nearest && metres_between({found.latitude, found.longitude}, point) > distance + rounded_by) break;
    auto address = address_by_id(view, PlaceId{found.id});
    if (!address) continue;
    auto const away = metres_between(address->point, point);
    if (away > distance || (nearest && away == distance)) continue;
    distance = away;
    nearest = std::move(address);
  }
  return nearest;
}

}  // namespace

store::SpatialIndex const& address_boxes() {
  static store::SpatialIndex const index{"address_box"};
  return index;
}

std::size_t import_addresses(Unit& unit, std::span<Address const> addresses) {
  require(unit.actor, "admin.zones");
  auto const& boxes = address_boxes();
  std::size_t added = 0;
  for (auto const& address : addresses)
    if (put_address(unit, address, boxes)) ++added;
  append(unit, "addresses.imported", {}, Json{{"addresses", addresses.size()}, {"added", added}});
  forget_place_names(unit);
  return added;
}

std::size_t address_count(View const& view) {
  return static_cast<std::size_t>(view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM addresses)sql"));
}

bool knows_addresses(View const& view) { return view.reader.maybe(R"sql(SELECT id FROM addresses LIMIT 1)sql").has_value(); }

std::optional<Address> find_address(View const& view, std::string_view text) {
  auto folded = fold_address(text);
  // People add the town and the ZIP code: words at the end are dropped one by one, as long as number and street may be left.
  for (int dropped = 0; dropped < 6; ++dropped) {
    if (auto found = by_folded(view, folded)) return found;
    auto const blank = folded.rfind(' ');
    if (blank == std::string::npos || folded.find(' ') == blank) return std::nullopt;
    folded.resize(blank);
  }
  return std::nullopt;
}

std::optional<Address> address_by_id(View const& view, PlaceId id) {
  for (auto const row :
       view.reader.query(R"sql(SELECT id, number, street, unit, zip, latitude, longitude FROM addresses WHERE id = $1)sql", id))
    return address_from(row);
  return std::nullopt;
}

std::vector<Address> addresses_after(View const& view, PlaceId last, std::size_t most) {
  std::vector<Address> found;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, number, street, unit, zip, latitude, longitude FROM addresses WHERE id > $1 ORDER BY id LIMIT $2)sql", last,
           static_cast<std::int64_t>(most)))
    found.push_back(address_from(row));
  return found;
}

std::vector<Address> addresses_near(View const& view, Point point, double metres, std::size_t most) {
  std::vector<Address> found;
  for (auto const& near : address_boxes().nearest(view.reader, box_around(point, metres), most))
    if (auto address = address_by_id(view, PlaceId{near.id}); address && metres_between(address->point, point) <= metres)
      found.push_back(std::move(*address));
  return found;
}

std::optional<Address> nearest_address(View const& view, Point point, double metres) {
  // In a town the next house is near: a small box has few houses to sort. What it finds within its half width is the nearest of all.
  constexpr double near = 25;
  if (metres > near)
    if (auto found = nearest_in_box(view, point, near)) return found;
  return nearest_in_box(view, point, metres);
}

}  // namespace cityhall
