#include "kernel/parcels/parcel.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/parcels/parcel_ground.h"
#include "kernel/parcels/parcel_index.h"
#include "kernel/parcels/parcel_text.h"
#include "kernel/places/box.h"
#include "kernel/places/geos.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

Parcel parcel_from(store::Row const& row) {
  return {.id = row.get<ParcelId>(0),
          .number = row.get<std::string>(1),
          .address = row.get<std::string>(2),
          .land_use = row.get<std::string>(3)};
}

}  // namespace

store::SpatialIndex const& parcel_boxes() {
  static store::SpatialIndex const index{"parcel_box"};
  return index;
}

std::string fold_parcel_number(std::string_view number) {
  auto folded = fold(number);
  std::erase_if(folded, [](char letter) {
    auto const byte = static_cast<unsigned char>(letter);
    return byte < 0x80 && !(letter >= 'a' && letter <= 'z') && !(letter >= '0' && letter <= '9');
  });
  return folded;
}

bool knows_parcels(View const& view) { return view.reader.maybe(R"sql(SELECT id FROM parcels LIMIT 1)sql").has_value(); }

std::size_t parcel_count(View const& view) {
  return static_cast<std::size_t>(view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM parcels)sql"));
}

std::vector<Parcel> parcels_at(View const& view, Point point, std::size_t most) {
  if (!view.actor.may("issues.read")) return {};
  geos::Context const context;
  std::vector<Parcel> found;
  for (auto const id : parcel_boxes().within(view.reader, box_of(point), 1000))
    for (auto const row : view.reader.query(R"sql(SELECT id, number, address, land_use, ground FROM parcels WHERE id = $1)sql", id)) {
      auto const ground = context.from_wkb(row.get<store::Blob>(4).bytes);
      if (ground && context.touches(*ground, point.longitude, point.latitude)) found.push_back(parcel_from(row));
    }
  std::sort(found.begin(), found.end(), [](Parcel const& a, Parcel const& b) { return a.number < b.number; });
  if (found.size() > most) found.resize(most);
  return found;
}

std::vector<Parcel> parcels_of(View const& view, Place const& place) {
  auto found = place.point ? parcels_at(view, *place.point) : std::vector<Parcel>{};
  if (!found.empty() || !place.address_id) return found;
  auto const address = address_by_id(view, place.address_id);
  bool const near = address && (!place.point || metres_between(address->point, *place.point) <= parcel_pin_metres);
  return near ? parcels_at(view, address->point) : found;
}

std::vector<Parcel> parcels_by_number(View const& view, std::string_view typed) {
  require(view.actor, "issues.read");
  std::vector<Parcel> found;
  for (auto const row :
       view.reader.query(R"sql(SELECT id, number, address, land_use FROM parcels WHERE number_folded = $1 ORDER BY number LIMIT 50)sql",
                         fold_parcel_number(typed)))
    found.push_back(parcel_from(row));
  auto const exact = std::find_if(found.begin(), found.end(), [&](Parcel const& one) { return one.number == trim(typed); });
  return exact == found.end() ? found : std::vector<Parcel>{*exact};
}

struct ParcelGround::Shape {
  geos::Context context;  // made first, ended last
  geos::Geometry polygon;
  geos::Prepared prepared;
};

ParcelGround::ParcelGround(View const& view, ParcelId id) : shape_{std::make_unique<Shape>()} {
  auto const row = view.reader.maybe(R"sql(SELECT ground FROM parcels WHERE id = $1)sql", id);
  if (!row) throw not_found(_("There is no such parcel."));
  shape_->polygon = shape_->context.from_wkb(row->get<store::Blob>(0).bytes);
  if (!shape_->polygon) throw not_found(_("The stored ground of this parcel is damaged."), _("Import the parcels again."));
  shape_->prepared = shape_->context.prepare(*shape_->polygon);
}

ParcelGround::~ParcelGround() = default;

bool ParcelGround::covers(Point point) const { return shape_->context.covers(*shape_->prepared, point.longitude, point.latitude); }

store::Box ParcelGround::box() const {
  auto const [west, south, east, north] = shape_->context.bounds(*shape_->polygon);
  return {west, south, east, north};
}

}  // namespace cityhall
