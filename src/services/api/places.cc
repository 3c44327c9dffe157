#include "services/api/places.h"

#include <algorithm>

#include "base/refusal.h"
#include "kernel/places/address_list.h"
#include "kernel/places/address_search.h"

namespace cityhall {

using namespace web;

Record<Place> const& answer_record(Place const*) {
  static Record<Place> const record{
      "Place",
      {told<Place>("latitude", [](Place const& place) { return place.point ? std::optional{place.point->latitude} : std::nullopt; })
           .says("Degrees, WGS 84."),
       told<Place>("longitude", [](Place const& place) { return place.point ? std::optional{place.point->longitude} : std::nullopt; }),
       member("address", &Place::address).says("As people say it: 12 Main St."),
       member("address_id", &Place::address_id).says("When it is one of the city's own addresses."), member("zip", &Place::zip)}};
  return record;
}

Record<Zone> const& answer_record(Zone const*) {
  static Record<Zone> const record{
      "Zone",
      {member("id", &Zone::id), member("layer", &Zone::layer).says("Which map it is a part of: neighborhoods."),
       member("name", &Zone::name)}};
  return record;
}

Record<Address> const& answer_record(Address const*) {
  static Record<Address> const record{
      "Address",
      {member("id", &Address::id), member("number", &Address::number), member("street", &Address::street), member("unit", &Address::unit),
       member("zip", &Address::zip), told<Address>("latitude", [](Address const& address) { return address.point.latitude; }),
       told<Address>("longitude", [](Address const& address) { return address.point.longitude; }),
       told<Address>("line", [](Address const& address) { return address.line(); }).says("All of it on one line.")}};
  return record;
}

Record<Street> const& answer_record(Street const*) {
  static Record<Street> const record{"Street",
                                     {member("name", &Street::name), member("class", &Street::kind).says("arterial, collector, local"),
                                      member("owner", &Street::owner).says("city, state")}};
  return record;
}

namespace api {

Record<PlaceBody> const& body_record(PlaceBody const*) {
  static Record<PlaceBody> const record{
      "PlaceInput",
      {member("latitude", &PlaceBody::latitude).least(-90).most(90).says("Degrees, WGS 84; only with longitude."),
       member("longitude", &PlaceBody::longitude).least(-180).most(180),
       member("address", &PlaceBody::address).most(300).says("As people say it: 12 Main St."),
       member("address_id", &PlaceBody::address_id).says("One of the city's own addresses.")}};
  return record;
}

Record<PlaceAnswer> const& answer_record(PlaceAnswer const*) {
  static Record<PlaceAnswer> const record{
      "LocatedPlace", {member("place", &PlaceAnswer::place), member("zones", &PlaceAnswer::zones).says("Those that hold the point.")}};
  return record;
}

Record<LocateQuery> const& body_record(LocateQuery const*) {
  static Record<LocateQuery> const record{
      "",
      {member("address", &LocateQuery::address).most(300), member("latitude", &LocateQuery::latitude).least(-90).most(90),
       member("longitude", &LocateQuery::longitude).least(-180).most(180)}};
  return record;
}

Record<ZoneQuery> const& body_record(ZoneQuery const*) {
  static Record<ZoneQuery> const record{
      "", {member("layer", &ZoneQuery::layer).most(80), cursor_member<ZoneQuery>(), limit_member<ZoneQuery>()}};
  return record;
}

Record<AddressQuery> const& body_record(AddressQuery const*) {
  static Record<AddressQuery> const record{
      "",
      {member("typed", &AddressQuery::typed).most(200).says("The beginning of an address; then there is one page."),
       cursor_member<AddressQuery>(), limit_member<AddressQuery>()}};
  return record;
}

Record<StreetQuery> const& body_record(StreetQuery const*) {
  static Record<StreetQuery> const record{"", {cursor_member<StreetQuery>(), limit_member<StreetQuery>()}};
  return record;
}

Place place_of(PlaceBody const& body) {
  if (body.latitude.has_value() != body.longitude.has_value())
    throw invalid_fields({{"place", "half_point", _("Send latitude and longitude together, or neither.")}});
  Place place{.address = body.address, .address_id = body.address_id};
  if (body.latitude) place.point = Point{*body.latitude, *body.longitude};
  return place;
}

PlaceAnswer locate_place(Call& call, LocateQuery const& query) {
  auto const asked = place_of({.latitude = query.latitude, .longitude = query.longitude, .address = query.address});
  if (asked.empty()) throw invalid_fields({{"address", "required", _("Send an address, or latitude and longitude.")}});
  PlaceAnswer answer{.place = locate(call.view(), asked)};
  if (answer.place.point)
    for (auto const* zone : call.city.zones.get()->at(*answer.place.point)) answer.zones.push_back(*zone);
  return answer;
}

ListPage<Zone> list_zones(Call& call, ZoneQuery const& query) {
  auto const zones = call.city.zones.get();
  auto all = zones->all();
  std::erase_if(all, [&](Zone const& zone) {
    return zone.id.value <= id_of_cursor(query.cursor) || (!query.layer.empty() && zone.layer != query.layer);
  });
  std::sort(all.begin(), all.end(), [](Zone const& a, Zone const& b) { return a.id < b.id; });
  auto const size = static_cast<std::size_t>(query.limit);
  ListPage<Zone> page;
  if (all.size() > size) page.next = cursor_of(to_text(all[size - 1].id));
  if (all.size() > size) all.resize(size);
  page.items = std::move(all);
  return page;
}

Zone show_zone(Call& call) {
  auto const zones = call.city.zones.get();
  auto const* zone = zones->find(ZoneId{parse_id(call.path_value("zone"))});
  if (zone == nullptr) throw not_found();
  return *zone;
}

namespace {

/// The listed addresses among what somebody who typed this far may mean.
std::vector<Address> meant_addresses(Call const& call, std::string_view typed, std::size_t most) {
  std::vector<Address> meant;
  for (auto const& place : find_places(call.view(), {.typed = typed, .most = most}))
    if (place.address)
      if (auto address = address_by_id(call.view(), place.address)) meant.push_back(std::move(*address));
  return meant;
}

}  // namespace

ListPage<Address> list_addresses(Call& call, AddressQuery const& query) {
  auto const size = static_cast<std::size_t>(query.limit);
  if (!query.typed.empty()) return {.items = meant_addresses(call, query.typed, size)};
  ListPage<Address> page{.items = addresses_after(call.view(), PlaceId{id_of_cursor(query.cursor)}, size)};
  if (page.items.size() == size) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}

Address show_address(Call& call) {
  auto const address = address_by_id(call.view(), PlaceId{parse_id(call.path_value("address"))});
  if (!address) throw not_found();
  return *address;
}

// Streets have no ids that stay: a new map replaces all. The cursor counts.
ListPage<Street> list_streets(Call& call, StreetQuery const& query) {
  auto const streets = call.city.streets.get();
  auto const begin = std::min(static_cast<std::size_t>(id_of_cursor(query.cursor)), streets->all().size());
  auto const end = std::min(begin + static_cast<std::size_t>(query.limit), streets->all().size());
  auto const at = [&](std::size_t index) { return streets->all().begin() + static_cast<std::ptrdiff_t>(index); };
  ListPage<Street> page{.items = {at(begin), at(end)}};
  if (end < streets->all().size()) page.next = cursor_of(std::to_string(end));
  return page;
}

std::vector<Route> place_routes() {
  using enum Method;
  return {endpoint<locate_place>(GET, "/api/v1/places/locate", "public",
                                 {"Places", _("Find a place by address or point"),
                                  "Fills in what the city knows: the point of an address, the name of a point, the zones."}),
          endpoint<list_zones>(GET, "/api/v1/zones", "public", {"Places", _("Zones by layer")}),
          endpoint<show_zone>(GET, "/api/v1/zones/{zone}", "public", {"Places", _("One zone")}),
          endpoint<list_addresses>(GET, "/api/v1/addresses", "public", {"Places", _("The city's addresses")}),
          endpoint<show_address>(GET, "/api/v1/addresses/{address}", "public", {"Places", _("One address")}),
          endpoint<list_streets>(GET, "/api/v1/streets", "public", {"Places", _("The city's streets")})};
}

}  // namespace api
}  // namespace cityhall
