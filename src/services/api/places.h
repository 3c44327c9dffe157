#pragma once
// Places, zones, streets and addresses in the JSON API.

#include "kernel/places/place.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"
#include "services/endpoint.h"

namespace cityhall::api {

/// As clients send a place: a point, an address, or both.
struct PlaceBody {
  std::optional<double> latitude{};
  std::optional<double> longitude{};
  std::string address{};
  PlaceId address_id{};
};
/// Throws Refusal(invalid) when only one half of a point is there.
Place place_of(PlaceBody const& body);

struct PlaceAnswer {
  Place place{};
  std::vector<Zone> zones{};
};

struct LocateQuery {
  std::string address{};
  std::optional<double> latitude{};
  std::optional<double> longitude{};
};
struct ZoneQuery {
  std::string layer{};
  std::string cursor{};
  int limit = 50;
};
struct AddressQuery {
  std::string typed{};
  std::string cursor{};
  int limit = 50;
};
struct StreetQuery {
  std::string cursor{};
  int limit = 50;
};

/// Handlers: each takes its query and answers a page or one thing.
PlaceAnswer locate_place(Call& call, LocateQuery const& query);
ListPage<Zone> list_zones(Call& call, ZoneQuery const& query);
Zone show_zone(Call& call);
ListPage<Address> list_addresses(Call& call, AddressQuery const& query);
Address show_address(Call& call);
ListPage<Street> list_streets(Call& call, StreetQuery const& query);

/// The members of each.
web::Record<PlaceBody> const& body_record(PlaceBody const*);
web::Record<PlaceAnswer> const& answer_record(PlaceAnswer const*);
web::Record<LocateQuery> const& body_record(LocateQuery const*);
web::Record<ZoneQuery> const& body_record(ZoneQuery const*);
web::Record<AddressQuery> const& body_record(AddressQuery const*);
web::Record<StreetQuery> const& body_record(StreetQuery const*);

/// All public.
std::vector<Route> place_routes();

}  // namespace cityhall::api

namespace cityhall {
web::Record<Place> const& answer_record(Place const*);
web::Record<Zone> const& answer_record(Zone const*);
web::Record<Address> const& answer_record(Address const*);
web::Record<Street> const& answer_record(Street const*);
}  // namespace cityhall
