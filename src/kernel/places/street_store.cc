#include <charconv>
#include <cmath>

#include "base/json.h"
#include "base/text.h"
#include "base/refusal.h"
#include "kernel/city.h"
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

std::string line_of(Json const& coordinates, std::size_t index) {
  std::string line;
  if (!coordinates.is_array() || coordinates.size() < 2) refuse_feature(_("Feature {index} is a line with fewer than two points."), index);
  for (auto const& pair : coordinates) {
    bool const is_pair = pair.is_array() && pair.size() >= 2 && pair[0].is_number() && pair[1].is_number();
    if (!is_pair || std::abs(pair[0].get<double>()) > 180 || std::abs(pair[1].get<double>()) > 90)
      refuse_feature(_("Feature {index} has a point that is not a longitude and a latitude in degrees."), index);
    if (!line.empty()) line += ' ';
    line += as_text(pair[0].get<double>()) + ',' + as_text(pair[1].get<double>());
  }
  return line;
}

std::vector<std::string> lines_of(Json const& feature, std::size_t index) {
  auto const geometry = feature.is_object() ? feature.value("geometry", Json{}) : Json{};
  auto const coordinates = geometry.is_object() ? geometry.value("coordinates", Json{}) : Json{};
  auto const type = geometry.is_object() ? text_of(geometry, "type") : std::string{};
  if (type == "LineString") return {line_of(coordinates, index)};
  if (type != "MultiLineString" || !coordinates.is_array()) refuse_feature(_("Feature {index} is not a line."), index);
  std::vector<std::string> lines;
  for (auto const& part : coordinates) lines.push_back(line_of(part, index));
  return lines;
}

Json features_of(std::string_view geojson) {
  auto parsed = parse_json(geojson, {.bytes = 512U * 1024 * 1024});
  if (!parsed) throw invalid("streets.json", _("The file is not JSON: {error}").with("error", parsed.error().what));
  auto features = parsed->is_object() ? parsed->value("features", Json{}) : Json{};
  if (!features.is_array()) throw invalid("streets.collection", _("The file is not a GeoJSON FeatureCollection with features."));
  return features;
}

}  // namespace

std::size_t import_streets(Unit& unit, std::string_view geojson) {
  require(unit.actor, "admin.zones");
  auto const features = features_of(geojson);
  unit.tx.run(R"sql(DELETE FROM streets)sql");
  std::int64_t streets = 0;
  for (std::size_t index = 0; index < features.size(); ++index) {
    auto const properties = features[index].is_object() ? features[index].value("properties", Json{}) : Json{};
    auto const text = [&](char const* name) { return properties.is_object() ? text_of(properties, name) : std::string{}; };
    for (auto const& line : lines_of(features[index], index))
      unit.tx.run(R"sql(INSERT INTO streets (id, name, class, owner, line) VALUES ($1, $2, $3, $4, $5))sql", ++streets, text("name"), text("class"),
                  text("owner"), line);
  }
  append(unit, "streets.replaced", {}, Json{{"streets", streets}});
  auto next = load_streets(unit.tx);
  unit.tx.after_commit([&city = unit.city, next] { city.streets.set(next); });
  return static_cast<std::size_t>(streets);
}

std::shared_ptr<StreetSet const> load_streets(store::Reader& reader) {
  std::vector<StreetSet::Row> rows;
  for (auto const row : reader.query(R"sql(SELECT name, class, owner, line FROM streets ORDER BY id)sql"))
    rows.push_back({{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)}, row.get<std::string>(3)});
  return std::make_shared<StreetSet const>(rows);
}

std::vector<StreetLine> street_lines(View const& view) {
  std::vector<StreetLine> lines;
  for (auto const row : view.reader.query(R"sql(SELECT class, line FROM streets ORDER BY id)sql")) {
    StreetLine line{.kind = row.get<std::string>(0)};
    for (auto const pair : split(row.get<std::string_view>(1), ' ')) {
      auto const comma = pair.find(',');
      if (comma == std::string_view::npos) continue;
      line.points.push_back(
          {.latitude = std::stod(std::string{pair.substr(comma + 1)}), .longitude = std::stod(std::string{pair.substr(0, comma)})});
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace cityhall
