#include "kernel/places/feature_collection.h"

#include "base/json.h"
#include "base/refusal.h"

namespace cityhall {

Json features_of(std::string_view geojson, std::string_view what) {
  auto parsed = parse_json(geojson, {.bytes = 512U * 1024 * 1024});
  if (!parsed) throw invalid(std::string{what} + ".json", _("The file is not JSON: {error}").with("error", parsed.error().what));
  auto const features = parsed->is_object() ? parsed->find("features") : parsed->end();
  if (text_of(*parsed, "type") != "FeatureCollection" || features == parsed->end() || !features->is_array() || features->empty())
    throw invalid(std::string{what} + ".collection", _("The file is not a GeoJSON FeatureCollection with features."));
  return std::move(*features);
}

}  // namespace cityhall
