#include "kernel/places/geos.h"

#include <geos_c.h>

namespace cityhall::geos {

void GeometryEnd::operator()(GEOSGeom_t* geometry) const { GEOSGeom_destroy_r(context, geometry); }
void PreparedEnd::operator()(GEOSPrepGeom_t const* prepared) const { GEOSPreparedGeom_destroy_r(context, prepared); }

Context::Context() : handle_{GEOS_init_r()} { GEOSContext_setErrorMessageHandler_r(handle_, &Context::keep_error, this); }
Context::~Context() { GEOS_finish_r(handle_); }

void Context::keep_error(char const* message, void* context) { static_cast<Context*>(context)->error_ = message; }

Geometry Context::own(GEOSGeom_t* geometry) const { return Geometry{geometry, GeometryEnd{handle_}}; }

Geometry Context::from_wkb(std::string_view wkb) const {
  auto* const reader = GEOSWKBReader_create_r(handle_);
  // GEOS takes unsigned bytes; reading char memory as unsigned char is always defined.
  auto const* const bytes = reinterpret_cast<unsigned char const*>(wkb.data());
  auto geometry = own(GEOSWKBReader_read_r(handle_, reader, bytes, wkb.size()));
  GEOSWKBReader_destroy_r(handle_, reader);
  return geometry;
}

Geometry Context::polygon_from_geojson(std::string_view geojson) const {
  auto* const reader = GEOSGeoJSONReader_create_r(handle_);
  auto geometry = own(GEOSGeoJSONReader_readGeometry_r(handle_, reader, std::string{geojson}.c_str()));
  GEOSGeoJSONReader_destroy_r(handle_, reader);
  return repaired(std::move(geometry));
}

Geometry Context::repaired(Geometry geometry) const {
  if (geometry && GEOSisValid_r(handle_, geometry.get()) != 1) geometry = own(GEOSMakeValid_r(handle_, geometry.get()));
  if (!geometry) return geometry;
  auto const type = GEOSGeomTypeId_r(handle_, geometry.get());
  bool const has_area = type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION;
  if (!has_area || GEOSisEmpty_r(handle_, geometry.get()) != 0) geometry.reset();
  return geometry;
}

GEOSGeom_t* Context::ring(std::span<Point const> points) const {
  auto* const positions = GEOSCoordSeq_create_r(handle_, static_cast<unsigned>(points.size()), 2);
  for (unsigned at = 0; at < points.size(); ++at) GEOSCoordSeq_setXY_r(handle_, positions, at, points[at].longitude, points[at].latitude);
  return GEOSGeom_createLinearRing_r(handle_, positions);
}

GEOSGeom_t* Context::polygon_of(std::span<std::vector<Point> const> rings) const {
  auto outer = own(ring(rings.front()));
  std::vector<GEOSGeom_t*> holes;
  for (auto const& hole : rings.subspan(1))
    if (auto* const made = ring(hole)) holes.push_back(made);
  return outer ? GEOSGeom_createPolygon_r(handle_, outer.release(), holes.data(), static_cast<unsigned>(holes.size())) : nullptr;
}

Geometry Context::polygon(std::span<std::vector<std::vector<Point>> const> parts) const {
  std::vector<GEOSGeom_t*> polygons;
  for (auto const& rings : parts)
    if (auto* const made = rings.empty() ? nullptr : polygon_of(rings)) polygons.push_back(made);
  if (polygons.size() == 1) return repaired(own(polygons.front()));
  return repaired(own(GEOSGeom_createCollection_r(handle_, GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size()))));
}

Geometry Context::join(Geometry a, Geometry b) const { return own(GEOSUnion_r(handle_, a.get(), b.get())); }

std::string Context::to_wkb(GEOSGeom_t const& geometry) const {
  auto* const writer = GEOSWKBWriter_create_r(handle_);
  std::size_t size = 0;
  auto* const bytes = GEOSWKBWriter_write_r(handle_, writer, &geometry, &size);
  std::string wkb{reinterpret_cast<char const*>(bytes), size};
  GEOSFree_r(handle_, bytes);
  GEOSWKBWriter_destroy_r(handle_, writer);
  return wkb;
}

Bounds Context::bounds(GEOSGeom_t const& geometry) const {
  Bounds bounds;
  GEOSGeom_getExtent_r(handle_, &geometry, &bounds.west, &bounds.south, &bounds.east, &bounds.north);
  return bounds;
}

Prepared Context::prepare(GEOSGeom_t const& geometry) const { return Prepared{GEOSPrepare_r(handle_, &geometry), PreparedEnd{handle_}}; }

bool Context::covers(GEOSPrepGeom_t const& prepared, double x, double y) const {
  auto const point = own(GEOSGeom_createPointFromXY_r(handle_, x, y));
  return GEOSPreparedIntersects_r(handle_, &prepared, point.get()) == 1;
}

bool Context::touches(GEOSGeom_t const& geometry, double x, double y) const {
  auto const point = own(GEOSGeom_createPointFromXY_r(handle_, x, y));
  return GEOSIntersects_r(handle_, &geometry, point.get()) == 1;
}

}  // namespace cityhall::geos
