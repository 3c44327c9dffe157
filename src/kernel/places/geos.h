#pragma once
// The few things that we ask of GEOS, through its reentrant C interface; nothing else in the program knows it.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"

struct GEOSContextHandle_HS;
struct GEOSGeom_t;
struct GEOSPrepGeom_t;

namespace cityhall::geos {

struct GeometryEnd {
  GEOSContextHandle_HS* context = nullptr;
  void operator()(GEOSGeom_t* geometry) const;
};
struct PreparedEnd {
  GEOSContextHandle_HS* context = nullptr;
  void operator()(GEOSPrepGeom_t const* prepared) const;
};
/// Must not outlive the context that made it.
using Geometry = std::unique_ptr<GEOSGeom_t, GeometryEnd>;
using Prepared = std::unique_ptr<GEOSPrepGeom_t const, PreparedEnd>;

struct Bounds {
  double west = 0, south = 0, east = 0, north = 0;
};

/// A GEOS context: belongs to one thread at a time.
class Context {
 public:
  Context();
  ~Context();
  Context(Context const&) = delete;
  Context& operator=(Context const&) = delete;

  /// Null when the bytes are no geometry.
  Geometry from_wkb(std::string_view wkb) const;
  /// A polygon or multi-polygon, repaired where its rings cross themselves; null when `geojson` is no such geometry.
  Geometry polygon_from_geojson(std::string_view geojson) const;
  /// The same of rings of points, the first repeated as the last: of each polygon the outer ring, then holes.
  Geometry polygon(std::span<std::vector<std::vector<Point>> const> parts) const;
  /// Takes both.
  Geometry join(Geometry a, Geometry b) const;
  std::string to_wkb(GEOSGeom_t const& geometry) const;
  Bounds bounds(GEOSGeom_t const& geometry) const;
  Prepared prepare(GEOSGeom_t const& geometry) const;
  /// True on the border, too.
  bool covers(GEOSPrepGeom_t const& prepared, double x, double y) const;
  /// The same of a geometry that is asked only once.
  bool touches(GEOSGeom_t const& geometry, double x, double y) const;
  /// What went wrong last, in GEOS's words.
  std::string const& error() const { return error_; }

 private:
  Geometry own(GEOSGeom_t* geometry) const;
  /// Null when no area is left.
  Geometry repaired(Geometry geometry) const;
  /// Given away to GEOS; null when GEOS does not take it.
  GEOSGeom_t* ring(std::span<Point const> points) const;
  GEOSGeom_t* polygon_of(std::span<std::vector<Point> const> rings) const;
  static void keep_error(char const* message, void* context);

  GEOSContextHandle_HS* handle_;
  std::string error_;
};

}  // namespace cityhall::geos
