#include "services/imports/compare.h"

#include <algorithm>

namespace cityhall::imports {

ZoneComparison::ZoneComparison(Profile const& profile, ZoneSet const& zones)
    : comparison_{profile.compare && zones.has_layer(profile.compare->layer) ? &*profile.compare : nullptr}, zones_{zones} {}

bool ZoneComparison::is_default(Point point) const {
  return std::find(comparison_->default_points.begin(), comparison_->default_points.end(), point) != comparison_->default_points.end();
}

bool ZoneComparison::means(std::string_view word, std::string_view zone) const {
  auto const found = comparison_->names.find(std::string{word});
  if (found == comparison_->names.end()) return word == zone;
  return std::find(found->second.begin(), found->second.end(), zone) != found->second.end();
}

void ZoneComparison::add(Agreement& agreement, std::string_view word, std::optional<Point> point) const {
  if (comparison_ == nullptr) return;
  if (!point) ++agreement.no_point;
  else if (is_default(*point)) ++agreement.default_point;
  else if (word.empty() || comparison_->no_statement.contains(std::string{word})) ++agreement.no_statement;
  else {
    ++agreement.compared;
    std::string_view nearest;
    for (auto const* zone : zones_.at(*point)) {
      if (zone->layer != comparison_->layer) continue;
      nearest = zone->name;
      if (means(word, zone->name)) return void(++agreement.agreed);
    }
    ++agreement.differences[{std::string{word}, std::string{nearest}}];
  }
}

}  // namespace cityhall::imports
