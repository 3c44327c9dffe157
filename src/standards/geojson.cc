#include "standards/geojson.h"

#include <cmath>

#include <fmt/format.h>

#include "base/json.h"
#include "standards/markup_text.h"

namespace cityhall::standards::geojson {
namespace {

/// Ends reading inside this file; the border turns it into an Error with the feature's number.
struct Unreadable {
  std::string what;
};
/// Ends reading the file, whatever the feature.
struct TooMuch : Unreadable {};

class FeatureReader {
 public:
  explicit FeatureReader(std::size_t positions_most) : positions_left_{positions_most} {}

  /// Properties first: a feature with a faulty geometry can still be named by them.
  void read_feature(Json const& json, Feature& out) {
    if (text_of(json, "type") != "Feature") throw Unreadable{"it is not a Feature"};
    if (auto const id = json.find("id"); id != json.end()) out.id = scalar(*id);
    if (auto const properties = json.find("properties"); properties != json.end() && properties->is_object())
      for (auto const& [name, value] : properties->items()) out.properties.emplace_back(name, scalar(value));
    if (auto const geometry = json.find("geometry"); geometry == json.end()) throw Unreadable{"it has no member \"geometry\""};
    else if (!geometry->is_null()) read_geometry(*geometry, out);
  }

  void read_geometry(Json const& json, Feature& out) {
    auto const type = text_of(json, "type");
    auto const coordinates = json.is_object() ? json.find("coordinates") : json.end();
    if (type != "Point" && type != "Polygon" && type != "MultiPolygon")
      throw Unreadable{fmt::format("geometry \"{}\" is not supported: Point, Polygon or MultiPolygon are", type)};
    if (coordinates == json.end() || !coordinates->is_array()) throw Unreadable{"the geometry has no coordinates"};
    out.kind = type == "Point" ? Kind::point : Kind::polygons;
    if (type == "Point") out.point = position(*coordinates);
    else if (type == "Polygon") out.polygons.push_back(polygon(*coordinates));
    else
      for (auto const& one : *coordinates) out.polygons.push_back(polygon(one));
    if (out.kind == Kind::polygons && out.polygons.empty()) throw Unreadable{"the MultiPolygon is empty"};
  }

 private:
  std::size_t positions_left_;

  static std::string scalar(Json const& value) {
    if (value.is_null()) return {};
    return value.is_string() ? value.get<std::string>() : to_text(value);
  }

  Polygon polygon(Json const& json) {
    Polygon out;
    if (!json.is_array() || json.empty()) throw Unreadable{"a polygon has no ring"};
    for (auto const& one : json) out.push_back(ring(one));
    return out;
  }

  // RFC 7946, 3.1.6: "A linear ring is a closed LineString with four or more positions. The first and last positions are equivalent,
  // and they MUST contain identical values".
  Ring ring(Json const& json) {
    Ring out;
    if (!json.is_array()) throw Unreadable{"a ring is not a list of positions"};
    out.reserve(json.size());
    for (auto const& one : json) out.push_back(position(one));
    if (out.size() < 4) throw Unreadable{fmt::format("a ring has {} positions; a closed ring has at least four", out.size())};
    if (out.front() != out.back()) throw Unreadable{"a ring is not closed: its last position must repeat the first"};
    return out;
  }

  Position position(Json const& json) {
    if (!json.is_array() || json.size() < 2 || !json[0].is_number() || !json[1].is_number())
      throw Unreadable{"a position is not [longitude, latitude]"};
    if (positions_left_-- == 0) throw TooMuch{{"the file has too many positions"}};
    Position const at{json[0].get<double>(), json[1].get<double>()};
    if (std::abs(at.latitude) <= 90 && std::abs(at.longitude) <= 180) return at;
    auto const shown = fmt::format("[{}, {}]", at.longitude, at.latitude);
    if (std::abs(at.latitude) <= 180 && std::abs(at.longitude) <= 90)
      throw Unreadable{"latitude and longitude are exchanged at " + shown + ": GeoJSON puts longitude first"};
    throw Unreadable{"the position " + shown +
                     " is not on earth in degrees; the file may be in another coordinate system: convert it to WGS 84"};
  }
};

/// RFC 7946, 4: "The coordinate reference system for all GeoJSON coordinates is ... WGS 84"; files of the 2008 format may name it or
/// another.
void check_coordinate_system(Json const& root) {
  auto const crs = root.find("crs");
  if (crs == root.end() || !crs->is_object() || !crs->contains("properties")) return;
  auto const name = text_of((*crs)["properties"], "name");
  bool const wgs84 = name.empty() || name.ends_with("CRS84") || name.ends_with("EPSG::4326") || name == "EPSG:4326";
  if (!wgs84) throw Unreadable{fmt::format("coordinates in {} are not supported: convert the file to WGS 84 (EPSG:4326)", name)};
}

Json const& features_of(Json const& root) {
  auto const features = root.find("features");
  if (features == root.end() || !features->is_array()) throw Unreadable{"the FeatureCollection has no list \"features\""};
  return *features;
}

std::size_t read_one_by_one(Json const& root, Limits limits, std::function<void(ReadFeature&&)> const& take) {
  FeatureReader reader{limits.positions};
  check_coordinate_system(root);
  if (text_of(root, "type") != "FeatureCollection") throw Unreadable{"this is not a FeatureCollection"};
  auto const& features = features_of(root);
  for (auto const& one : features) {
    ReadFeature out;
    try {
      reader.read_feature(one, out.feature);
    } catch (TooMuch const&) {
      throw;
    } catch (Unreadable const& fault) {
      out.fault = fault.what;
    }
    take(std::move(out));
  }
  return features.size();
}

std::vector<Feature> read_root(Json const& root, Limits limits) {
  FeatureReader reader{limits.positions};
  auto const type = text_of(root, "type");
  check_coordinate_system(root);
  if (type == "Feature") {
    std::vector<Feature> one(1);
    reader.read_feature(root, one.front());
    return one;
  }
  if (type != "FeatureCollection") {
    Feature bare;
    reader.read_geometry(root, bare);
    return {std::move(bare)};
  }
  auto const& features = features_of(root);
  std::vector<Feature> out;
  out.reserve(features.size());
  for (auto const& one : features) {
    try {
      Feature feature;
      reader.read_feature(one, feature);
      out.push_back(std::move(feature));
    } catch (Unreadable const& fault) {
      throw Unreadable{fmt::format("feature {}: {}", out.size() + 1, fault.what)};
    }
  }
  return out;
}

void append_ring(std::string& out, Ring const& ring) {
  out += '[';
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (i > 0) out += ',';
    append_position(out, ring[i]);
  }
  out += ']';
}

void append_polygon(std::string& out, Polygon const& polygon) {
  out += '[';
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    if (i > 0) out += ',';
    append_ring(out, polygon[i]);
  }
  out += ']';
}

void append_geometry(std::string& out, Feature const& feature) {
  if (feature.kind == Kind::none) {
    out += "null";
  } else if (feature.kind == Kind::point) {
    out += R"({"type":"Point","coordinates":)";
    append_position(out, feature.point);
    out += '}';
  } else if (feature.polygons.size() == 1) {
    out += R"({"type":"Polygon","coordinates":)";
    append_polygon(out, feature.polygons.front());
    out += '}';
  } else {
    out += R"({"type":"MultiPolygon","coordinates":[)";
    for (std::size_t i = 0; i < feature.polygons.size(); ++i) {
      if (i > 0) out += ',';
      append_polygon(out, feature.polygons[i]);
    }
    out += "]}";
  }
}

void append_feature(std::string& out, Feature const& feature) {
  out += R"({"type":"Feature",)";
  if (!feature.id.empty()) {
    out += R"("id":)";
    append_json_text(out, feature.id);
    out += ',';
  }
  out += R"("properties":{)";
  for (std::size_t i = 0; i < feature.properties.size(); ++i) {
    if (i > 0) out += ',';
    append_json_text(out, feature.properties[i].first);
    out += ':';
    append_json_text(out, feature.properties[i].second);
  }
  out += R"(},"geometry":)";
  append_geometry(out, feature);
  out += '}';
}

}  // namespace

std::string_view Feature::property(std::string_view name) const {
  for (auto const& [key, value] : properties)
    if (key == name) return value;
  return {};
}

Result<std::vector<Feature>> read(std::string_view text, Limits limits) {
  auto const root = parse_json(text, {.bytes = limits.bytes, .depth = 32});
  if (!root) return Error{"this is not JSON: " + root.error().what};
  if (!root->is_object()) return Error{"this is not GeoJSON: the root is not an object"};
  try {
    return read_root(*root, limits);
  } catch (Unreadable const& fault) {
    return Error{fault.what};
  }
}

Result<std::size_t> read_each(std::string_view text, Limits limits, std::function<void(ReadFeature&&)> const& take) {
  auto const root = parse_json(text, {.bytes = limits.bytes, .depth = 32});
  if (!root) return Error{"this is not JSON: " + root.error().what};
  if (!root->is_object()) return Error{"this is not GeoJSON: the root is not an object"};
  try {
    return read_one_by_one(*root, limits, take);
  } catch (Unreadable const& fault) {
    return Error{fault.what};
  }
}

void append_position(std::string& out, Position position) {
  out += '[';
  if (!append_number(out, position.longitude)) out += '0';
  out += ',';
  if (!append_number(out, position.latitude)) out += '0';
  out += ']';
}

std::string write(std::vector<Feature> const& features) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (i > 0) out += ',';
    append_feature(out, features[i]);
  }
  return out + "]}\n";
}

}  // namespace cityhall::standards::geojson
