#pragma once
// GeoJSON by RFC 7946: feature collections of points, polygons and multipolygons.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"

namespace cityhall::standards::geojson {

struct Position {
  double longitude = 0;  // RFC 7946, 3.1.1: "The first two elements are longitude and latitude", in this order
  double latitude = 0;
  bool operator==(Position const&) const = default;
};

/// Closed: the first position is repeated as the last one; at least four positions.
using Ring = std::vector<Position>;
/// The outer ring first, then holes.
using Polygon = std::vector<Ring>;

enum class Kind { none, point, polygons };

struct Feature {
  Kind kind = Kind::none;
  Position point{};
  std::vector<Polygon> polygons{};  // one for Polygon, any number for MultiPolygon
  std::vector<std::pair<std::string, std::string>> properties{};  // scalar values as text, null as empty, others as JSON
  std::string id{};
  /// The property of that name, or empty.
  std::string_view property(std::string_view name) const;
};

struct Limits {
  std::size_t bytes = 256U << 20U;
  std::size_t positions = 5'000'000;
};

/// A FeatureCollection, a single Feature or a bare geometry. The error names the feature (counted from 1) and the fault: a ring that is not
/// closed, a position out of range, latitude and longitude that are visibly exchanged, another geometry, another coordinate system.
Result<std::vector<Feature>> read(std::string_view text, Limits limits = {});

/// A feature that was read, or why it could not be.
struct ReadFeature {
  Feature feature{};    // also of a faulty one: its properties, as far as they could be read
  std::string fault{};  // empty: it is whole
};
/// As read(), of a FeatureCollection, one feature after the other: a faulty one is told of, and the others go on. Gives how many there
/// were; the error is one of the file as a whole.
Result<std::size_t> read_each(std::string_view text, Limits limits, std::function<void(ReadFeature&&)> const& take);

/// Properties are written as texts; numbers with the shortest digits that read back equal. A feature with one polygon becomes a Polygon.
std::string write(std::vector<Feature> const& features);
void append_position(std::string& out, Position position);

}  // namespace cityhall::standards::geojson
