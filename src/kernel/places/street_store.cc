#include <charconv>
#include <cmath>

#include "base/json.h"
#include "base/text.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/places/address_search.h"
#include "kernel/places/address_text.h"
#include "kernel/places/feature_collection.h"
#include "kernel/places/street.h"
#include "store/database.h"

namespace cityhall {
namespace {

[[noreturn]] void refuse_feature(Message message, std::size_t index) {
  throw invalid("streets.feature", std::move(message).with("index", std::to_string(index + 1)));
}

std::string as_text(double value) {
  std::array<char, 32> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

/// "longitude,latitude longitude,latitude …": as a line is stored.
std::string line_text(std::span<Point const> line) {
  std::string text;
  for (auto const point : line) {
    if (!text.empty()) text += ' ';
    text += as_text(point.longitude) + ',' + as_text(point.latitude);
  }
  return text;
}

double number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<Point> line_from(std::string_view text) {
  std::vector<Point> points;
  for (auto const pair : split(text, ' ')) {
    auto const comma = pair.find(',');
    if (comma != std::string_view::npos) points.push_back({number(pair.substr(comma + 1)), number(pair.substr(0, comma))});
  }
  return points;
}

std::vector<Point> line_of(Json const& coordinates, std::size_t index) {
  std::vector<Point> line;
  if (!coordinates.is_array() || coordinates.size() < 2) refuse_feature(_("Feature {index} is a line with fewer than two points."), index);
  for (auto const& pair : coordinates) {
    bool const is_pair = pair.is_array() && pair.size() >= 2 && pair[0].is_number() && pair[1].is_number();
    if (!is_pair || std::abs(pair[0].get<double>()) > 180 || std::abs(pair[1].get<double>()) > 90)
      refuse_feature(_("Feature {index} has a point that is not a longitude and a latitude in degrees."), index);
    line.push_back({pair[1].get<double>(), pair[0].get<double>()});
  }
  return line;
}

std::vector<std::vector<Point>> lines_of(Json const& feature, std::size_t index) {
  auto const geometry = feature.is_object() ? feature.value("geometry", Json{}) : Json{};
  auto const coordinates = geometry.is_object() ? geometry.value("coordinates", Json{}) : Json{};
  auto const type = geometry.is_object() ? text_of(geometry, "type") : std::string{};
  if (type == "LineString") return {line_of(coordinates, index)};
  if (type != "MultiLineString" || !coordinates.is_array()) refuse_feature(_("Feature {index} is not a line."), index);
  std::vector<std::vector<Point>> lines;
  for (auto const& part : coordinates) lines.push_back(line_of(part, index));
  return lines;
}

}  // namespace

void replace_streets(Unit& unit, std::span<StreetSet::Row const> rows) {
  require(unit.actor, "admin.zones");
  unit.tx.run(R"sql(DELETE FROM streets)sql");
  std::int64_t id = 0;
  for (auto const& [street, line] : rows)
    unit.tx.run(R"sql(INSERT INTO streets (id, name, class, owner, line) VALUES ($1, $2, $3, $4, $5))sql", ++id, street.name, street.kind,
                street.owner, line_text(line));
  append(unit, "streets.replaced", {}, Json{{"streets", id}});
  auto next = load_streets(unit.tx);
  unit.tx.after_commit([&city = unit.city, next] { city.streets.set(next); });
  forget_place_names(unit);
}

std::size_t import_streets(Unit& unit, std::string_view geojson) {
  auto const features = features_of(geojson, "streets");
  std::vector<StreetSet::Row> rows;
  for (std::size_t index = 0; index < features.size(); ++index) {
    auto const properties = features[index].is_object() ? features[index].value("properties", Json{}) : Json{};
    auto const text = [&](char const* name) { return properties.is_object() ? text_of(properties, name) : std::string{}; };
    for (auto& line : lines_of(features[index], index)) rows.push_back({{text("name"), text("class"), text("owner")}, std::move(line)});
  }
  replace_streets(unit, rows);
  return rows.size();
}

std::shared_ptr<StreetSet const> load_streets(store::Reader& reader) {
  std::vector<StreetSet::Row> rows;
  for (auto const row : reader.query(R"sql(SELECT name, class, owner, line FROM streets ORDER BY id)sql"))
    rows.push_back({{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)}, line_from(row.get<std::string_view>(3))});
  return std::make_shared<StreetSet const>(rows);
}

std::vector<StreetLine> street_lines(View const& view) {
  std::vector<StreetLine> lines;
  for (auto const row : view.reader.query(R"sql(SELECT class, line FROM streets ORDER BY id)sql"))
    lines.push_back({.kind = row.get<std::string>(0), .points = line_from(row.get<std::string_view>(1))});
  return lines;
}

bool knows_street(View const& view, std::string_view name) {
  auto const wanted = fold_address(name);
  auto const streets = view.city.streets.get();
  auto const& all = streets->all();
  return all.empty() || std::any_of(all.begin(), all.end(), [&](Street const& street) { return fold_address(street.name) == wanted; });
}

Message unknown_street(std::string_view name) { return _("We do not know the street “{street}”.").with("street", std::string{name}); }

}  // namespace cityhall
