#include "services/parcel_table.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/refusal.h"
#include "base/text.h"
#include "standards/geojson.h"

namespace cityhall {
namespace {

constexpr standards::geojson::Limits parcel_file_limits{.bytes = 512U << 20U, .positions = 50'000'000};
constexpr std::size_t parcel_number_most = 100;
constexpr std::size_t parcel_text_most = 300;

/// As assessors call them, the plainest first.
using PropertyNames = std::vector<std::string_view>;
PropertyNames const& usual_numbers() {
  static PropertyNames const names{"parcel_id",  "parcelid", "parcel_number", "parcelnumber", "parcelnumb", "parcel_no", "parcel_num",
                                   "parcelno",   "parcel",   "pin",           "apn",          "pid",        "ppn",       "state_parcel_id",
                                   "map_par_id", "mapparid", "loc_id",        "folio",        "tax_id"};
  return names;
}
PropertyNames const& usual_addresses() {
  static PropertyNames const names{"address",   "site_address",  "siteaddress", "site_addr",    "siteaddr",
                                   "situs",     "situs_address", "situsaddr",   "prop_address", "property_address",
                                   "prop_addr", "full_address",  "fulladdress", "location",     "prop_location"};
  return names;
}
PropertyNames const& usual_land_uses() {
  static PropertyNames const names{"land_use",        "landuse",    "land_use_desc", "usedesc",        "use_desc",
                                   "use_description", "lu_desc",    "use_class",     "property_class", "propertyclass",
                                   "propclass",       "class_desc", "use_code",      "usecode",        "use"};
  return names;
}

/// The names of a feature's properties that say what we want; asked anew when a feature has others.
class ParcelReader {
 public:
  explicit ParcelReader(ParcelProperties const& wanted) : wanted_{wanted} {}

  /// Texts of one feature; empty where it does not say.
  Parcel parcel_of(standards::geojson::Feature const& feature) const {
    return {.number = one_of(feature, wanted_.number, usual_numbers()),
            .address = one_of(feature, wanted_.address, usual_addresses()),
            .land_use = one_of(feature, wanted_.land_use, usual_land_uses())};
  }
  bool has_number(standards::geojson::Feature const& feature) const { return find(feature, wanted_.number, usual_numbers()) != nullptr; }

 private:
  using Property = std::pair<std::string, std::string>;

  static Property const* named(standards::geojson::Feature const& feature, std::string_view name) {
    auto const found = std::find_if(feature.properties.begin(), feature.properties.end(),
                                    [&](Property const& one) { return equals_ignoring_case(trim(one.first), name); });
    return found == feature.properties.end() ? nullptr : &*found;
  }
  static Property const* find(standards::geojson::Feature const& feature, std::string const& wanted, PropertyNames const& usual) {
    if (!wanted.empty()) return named(feature, wanted);
    for (auto const name : usual)
      if (auto const* found = named(feature, name)) return found;
    return nullptr;
  }
  static std::string one_of(standards::geojson::Feature const& feature, std::string const& wanted, PropertyNames const& usual) {
    auto const* found = find(feature, wanted, usual);
    return found == nullptr ? std::string{} : without_control_characters(trim(found->second));
  }

  ParcelProperties const& wanted_;
};

std::vector<ParcelPolygon> ground_of(standards::geojson::Feature const& feature) {
  std::vector<ParcelPolygon> ground;
  for (auto const& polygon : feature.polygons) {
    auto& rings = ground.emplace_back();
    for (auto const& ring : polygon) {
      auto& points = rings.emplace_back();
      points.reserve(ring.size());
      for (auto const position : ring) points.push_back({position.latitude, position.longitude});
    }
  }
  return ground;
}

/// Why it is no parcel; empty: it may be one.
std::string parcel_fault(Parcel const& parcel, standards::geojson::ReadFeature const& read) {
  if (parcel.number.empty()) return "it has no parcel number";
  if (parcel.number.size() > parcel_number_most) return fmt::format("its parcel number is longer than {} letters", parcel_number_most);
  if (parcel.address.size() > parcel_text_most) return fmt::format("its address is longer than {} letters", parcel_text_most);
  if (parcel.land_use.size() > parcel_text_most) return fmt::format("its land use is longer than {} letters", parcel_text_most);
  if (!read.fault.empty()) return read.fault;
  if (read.feature.kind == standards::geojson::Kind::none) return "it has no geometry";
  return read.feature.kind == standards::geojson::Kind::polygons ? std::string{} : "it is no polygon";
}

class ParcelTableReader {
 public:
  ParcelTableReader(ParcelProperties const& properties, ParcelTable& out) : columns_{properties}, out_{out} {}

  void take(standards::geojson::ReadFeature&& read) {
    ++out_.features;
    if (out_.features == 1) remember_names(read.feature);
    numbered_ = numbered_ || columns_.has_number(read.feature);
    auto parcel = columns_.parcel_of(read.feature);
    auto const number = parcel.number;
    auto fault = parcel_fault(parcel, read);
    if (fault.empty()) fault = out_.layer.add(std::move(parcel), ground_of(read.feature));
    if (fault.empty()) return;
    if (!number.empty()) out_.unread.insert(number);
    out_.faults.push_back(
        {out_.features, std::move(fault), number.empty() ? "no number" : "parcel " + shorten(number, parcel_number_most)});
  }

  void check(ParcelProperties const& properties) const {
    if (out_.features == 0) throw invalid("import.empty", _("The file is empty. Nothing was imported."));
    if (numbered_) return;
    auto const what = properties.number.empty()
                          ? _("The file does not say which property is the number of a parcel. Nothing was imported.")
                          : _("No feature has the property {name}. Nothing was imported.").with("name", properties.number);
    throw invalid("import.columns", what, _("The first feature has these: {names}.").with("names", names_));
  }

 private:
  void remember_names(standards::geojson::Feature const& feature) {
    std::vector<std::string> names;
    for (auto const& [name, value] : feature.properties) names.push_back(name);
    names_ = names.empty() ? "–" : shorten(join(names, ", "), 500);
  }

  ParcelReader columns_;
  ParcelTable& out_;
  std::string names_{};
  bool numbered_ = false;
};

}  // namespace

ParcelTable read_parcels(std::string_view geojson, ParcelProperties const& properties) {
  ParcelTable out;
  ParcelTableReader reader{properties, out};
  auto const count = standards::geojson::read_each(geojson, parcel_file_limits,
                                                   [&](standards::geojson::ReadFeature&& one) { reader.take(std::move(one)); });
  if (!count)
    throw invalid("import.geojson",
                  _("The file is no GeoJSON of polygons: {fault}. Nothing was imported.").with("fault", count.error().what));
  reader.check(properties);
  return out;
}

}  // namespace cityhall
