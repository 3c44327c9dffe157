#pragma once
// Streets as lines with a class and an owner: what a definition asks for as `where.class` and `where.owner`.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

struct Street {
  std::string name{};
  std::string kind{};   // "arterial", "collector", "local"; in conditions `where.class`
  std::string owner{};  // "city", "state"; in conditions `where.owner`
};

/// All streets of a city, in memory over a grid. Immutable; safe to ask from many threads.
class StreetSet {
 public:
  struct Row {
    Street street{};
    std::vector<Point> line{};
  };
  StreetSet() = default;
  explicit StreetSet(std::vector<Row> const& rows);
  /// The street whose line is nearest to the point, when it is within `metres`; null otherwise.
  Street const* nearest(Point point, double metres = 40) const;
  std::vector<Street> const& all() const { return streets_; }
  /// Where lines of the two names cross or meet; points nearer than 40 metres to each other are one crossing.
  std::vector<Point> crossings(std::string_view name, std::string_view other) const;
  /// The crossing nearest to the point, within `metres`: the names of the two streets; nothing when there is none.
  std::optional<std::pair<std::string, std::string>> crossing_near(Point point, double metres) const;
  /// A point on the street about half-way; nothing when there is no such street.
  std::optional<Point> middle(std::string_view name) const;

 private:
  struct Segment {
    Point from, to;
    std::uint32_t street;
  };
  void add_segment(Segment const& segment);
  std::vector<Segment> segments_of(std::string_view name) const;
  std::vector<Segment> segments_near(Point point, double metres) const;

  std::vector<Street> streets_;
  std::vector<std::pair<std::int64_t, Segment>> segments_;  // by cell, sorted
};

/// True for the name of a street of this city, however its type is written; for any where no streets were imported.
bool knows_street(View const& view, std::string_view name);
/// "We do not know the street “Mian Street”."
Message unknown_street(std::string_view name);

/// Replaces all streets by the LineStrings and MultiLineStrings of a GeoJSON FeatureCollection with the properties name, class and owner.
/// Throws Refusal(invalid, "streets.…") naming the feature. Appends `streets.replaced`. Needs `admin.zones`.
std::size_t import_streets(Unit& unit, std::string_view geojson);
/// Replaces all streets. Appends `streets.replaced`. Needs `admin.zones`.
void replace_streets(Unit& unit, std::span<StreetSet::Row const> rows);
/// A street as it is drawn.
struct StreetLine {
  std::string kind{};
  std::vector<Point> points{};
};
std::vector<StreetLine> street_lines(View const& view);
/// All streets as they stand in this snapshot or transaction.
std::shared_ptr<StreetSet const> load_streets(store::Reader& reader);

}  // namespace cityhall
