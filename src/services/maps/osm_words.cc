#include "services/maps/osm_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace cityhall::maps {
namespace {

struct Word {
  std::string_view value;
  Drawn drawn;
};

constexpr std::array highways{Word{"motorway", {"road", "highway", 8}},
                              Word{"trunk", {"road", "highway", 8}},
                              Word{"motorway_link", {"road", "highway", 11}},
                              Word{"trunk_link", {"road", "highway", 11}},
                              Word{"primary", {"road", "arterial", 9}},
                              Word{"primary_link", {"road", "arterial", 12}},
                              Word{"secondary", {"road", "arterial", 10}},
                              Word{"secondary_link", {"road", "arterial", 12}},
                              Word{"tertiary", {"road", "collector", 11}},
                              Word{"tertiary_link", {"road", "collector", 12}},
                              Word{"residential", {"road", "local", 12}},
                              Word{"unclassified", {"road", "local", 12}},
                              Word{"living_street", {"road", "local", 12}},
                              Word{"road", {"road", "local", 12}},
                              Word{"pedestrian", {"road", "pedestrian", 13}},
                              Word{"service", {"road", "service", 13}},
                              Word{"track", {"road", "path", 14}},
                              Word{"path", {"road", "path", 14}},
                              Word{"footway", {"road", "path", 14}},
                              Word{"cycleway", {"road", "path", 14}},
                              Word{"steps", {"road", "path", 14}},
                              Word{"bridleway", {"road", "path", 14}}};
constexpr std::array railways{Word{"rail", {"road", "rail", 11}}, Word{"light_rail", {"road", "rail", 12}},
                              Word{"tram", {"road", "rail", 13}}, Word{"narrow_gauge", {"road", "rail", 12}}};
constexpr std::array waterways{Word{"river", {"waterway", "river", 9}}, Word{"canal", {"waterway", "river", 11}},
                               Word{"stream", {"waterway", "stream", 13}}, Word{"drain", {"waterway", "stream", 14}},
                               Word{"ditch", {"waterway", "stream", 14}}};

constexpr std::array naturals{
    Word{"water", {"water", "water", 9}},     Word{"wood", {"land", "wood", 10}},       Word{"scrub", {"land", "wood", 12}},
    Word{"grassland", {"land", "grass", 12}}, Word{"heath", {"land", "grass", 12}},     Word{"beach", {"land", "sand", 12}},
    Word{"sand", {"land", "sand", 12}},       Word{"wetland", {"land", "wetland", 12}}, Word{"bare_rock", {"land", "rock", 12}}};
constexpr std::array landuses{Word{"reservoir", {"water", "water", 10}},
                              Word{"basin", {"water", "water", 12}},
                              Word{"forest", {"land", "wood", 10}},
                              Word{"grass", {"land", "grass", 13}},
                              Word{"meadow", {"land", "grass", 12}},
                              Word{"recreation_ground", {"land", "park", 12}},
                              Word{"village_green", {"land", "park", 12}},
                              Word{"cemetery", {"land", "cemetery", 12}},
                              Word{"farmland", {"land", "farm", 11}},
                              Word{"orchard", {"land", "farm", 12}},
                              Word{"vineyard", {"land", "farm", 12}},
                              Word{"allotments", {"land", "farm", 13}},
                              Word{"residential", {"land", "residential", 10}},
                              Word{"commercial", {"land", "business", 11}},
                              Word{"retail", {"land", "business", 11}},
                              Word{"industrial", {"land", "industry", 11}},
                              Word{"railway", {"land", "industry", 12}},
                              Word{"quarry", {"land", "rock", 12}}};
constexpr std::array leisures{Word{"park", {"land", "park", 10}},
                              Word{"garden", {"land", "park", 13}},
                              Word{"playground", {"land", "play", 14}},
                              Word{"pitch", {"land", "play", 14}},
                              Word{"golf_course", {"land", "park", 11}},
                              Word{"stadium", {"land", "campus", 12}},
                              Word{"sports_centre", {"land", "campus", 13}},
                              Word{"nature_reserve", {"land", "park", 11}},
                              Word{"swimming_pool", {"water", "water", 14}}};
constexpr std::array campuses{Word{"school", {"land", "campus", 12}},   Word{"university", {"land", "campus", 11}},
                              Word{"college", {"land", "campus", 12}},  Word{"hospital", {"land", "campus", 11}},
                              Word{"parking", {"land", "parking", 14}}, Word{"grave_yard", {"land", "cemetery", 13}}};

constexpr std::array settlements{Word{"city", {"place", "town", 8}},
                                 Word{"town", {"place", "town", 9}},
                                 Word{"village", {"place", "village", 11}},
                                 Word{"hamlet", {"place", "village", 12}},
                                 Word{"suburb", {"place", "quarter", 12}},
                                 Word{"quarter", {"place", "quarter", 13}},
                                 Word{"neighbourhood", {"place", "quarter", 13}},
                                 Word{"locality", {"place", "quarter", 14}}};

// What a resident or a crew says to tell where something is.
constexpr std::array amenities{Word{"townhall", {"poi", "city-hall", 13}},
                               Word{"library", {"poi", "library", 13}},
                               Word{"school", {"poi", "school", 14}},
                               Word{"university", {"poi", "school", 13}},
                               Word{"college", {"poi", "school", 14}},
                               Word{"kindergarten", {"poi", "school", 14}},
                               Word{"hospital", {"poi", "hospital", 13}},
                               Word{"clinic", {"poi", "hospital", 14}},
                               Word{"pharmacy", {"poi", "pharmacy", 14}},
                               Word{"police", {"poi", "police", 14}},
                               Word{"fire_station", {"poi", "fire-station", 14}},
                               Word{"post_office", {"poi", "post", 14}},
                               Word{"courthouse", {"poi", "court", 14}},
                               Word{"community_centre", {"poi", "community", 14}},
                               Word{"theatre", {"poi", "culture", 14}},
                               Word{"cinema", {"poi", "culture", 14}},
                               Word{"arts_centre", {"poi", "culture", 14}},
                               Word{"place_of_worship", {"poi", "worship", 14}},
                               Word{"marketplace", {"poi", "market", 14}},
                               Word{"bus_station", {"poi", "transit", 13}},
                               Word{"parking", {"poi", "parking", 14}},
                               Word{"toilets", {"poi", "toilets", 14}},
                               Word{"restaurant", {"poi", "food", 14}},
                               Word{"cafe", {"poi", "food", 14}},
                               Word{"bar", {"poi", "food", 14}},
                               Word{"fast_food", {"poi", "food", 14}},
                               Word{"bank", {"poi", "bank", 14}},
                               Word{"fuel", {"poi", "fuel", 14}},
                               Word{"recycling", {"poi", "recycling", 14}},
                               Word{"fountain", {"poi", "sight", 14}},
                               Word{"charging_station", {"poi", "charging", 14}},
                               Word{"social_facility", {"poi", "community", 14}}};
constexpr std::array tourisms{Word{"museum", {"poi", "culture", 14}},   Word{"hotel", {"poi", "hotel", 14}},
                              Word{"attraction", {"poi", "sight", 14}}, Word{"viewpoint", {"poi", "sight", 14}},
                              Word{"gallery", {"poi", "culture", 14}},  Word{"information", {"poi", "sight", 14}}};
constexpr std::array named_leisures{Word{"park", {"poi", "park", 13}},
                                    Word{"playground", {"poi", "playground", 14}},
                                    Word{"stadium", {"poi", "sports", 13}},
                                    Word{"sports_centre", {"poi", "sports", 14}},
                                    Word{"swimming_pool", {"poi", "sports", 14}},
                                    Word{"pitch", {"poi", "sports", 14}},
                                    Word{"garden", {"poi", "park", 14}},
                                    Word{"nature_reserve", {"poi", "park", 13}}};
constexpr std::array stations{Word{"station", {"poi", "transit", 12}}, Word{"halt", {"poi", "transit", 13}}};
constexpr std::array historics{Word{"monument", {"poi", "sight", 14}}, Word{"memorial", {"poi", "sight", 14}},
                               Word{"castle", {"poi", "sight", 13}},   Word{"ruins", {"poi", "sight", 14}},
                               Word{"church", {"poi", "worship", 14}}, Word{"building", {"poi", "sight", 14}}};

std::optional<Drawn> find(std::span<Word const> words, std::string_view value) {
  if (value.empty()) return std::nullopt;
  auto const found = std::find_if(words.begin(), words.end(), [&](Word const& word) { return word.value == value; });
  if (found == words.end()) return std::nullopt;
  return found->drawn;
}

struct Key {
  char const* name;
  std::span<Word const> words;
};

std::optional<Drawn> first(Tags const& tags, std::initializer_list<Key> keys) {
  for (auto const& key : keys)
    if (auto const drawn = find(key.words, tags(key.name))) return drawn;
  return std::nullopt;
}

}  // namespace

std::optional<Drawn> drawn_line(Tags const& tags) {
  return first(tags, {{"highway", highways}, {"railway", railways}, {"waterway", waterways}});
}

std::optional<Drawn> drawn_area(Tags const& tags) {
  auto const building = tags("building");
  if (!building.empty() && building != "no") return Drawn{"building", "building", 13};
  if (tags("waterway") == "riverbank") return Drawn{"water", "water", 9};
  return first(tags, {{"natural", naturals}, {"leisure", leisures}, {"amenity", campuses}, {"landuse", landuses}});
}

std::optional<Drawn> drawn_name(Tags const& tags) { return tags("name").empty() ? std::nullopt : first(tags, {{"place", settlements}}); }

std::optional<Drawn> landmark(Tags const& tags) {
  if (tags("name").empty()) return std::nullopt;
  if (auto const known = first(
          tags,
          {{"amenity", amenities}, {"tourism", tourisms}, {"leisure", named_leisures}, {"railway", stations}, {"historic", historics}}))
    return known;
  if (!tags("shop").empty()) return Drawn{"poi", "shop", 14};
  auto const office = tags("office");
  return office == "government" || office == "administrative" ? std::optional{Drawn{"poi", "office", 14}} : std::nullopt;
}

std::string_view street_class(std::string_view highway) {
  auto const drawn = find(highways, highway);
  if (!drawn || drawn->kind == "path") return {};
  if (drawn->kind == "highway" || drawn->kind == "arterial") return "arterial";
  return drawn->kind == "collector" ? "collector" : "local";
}

std::string_view street_owner(std::string_view highway) {
  auto const drawn = find(highways, highway);
  return drawn && drawn->kind == "highway" ? "state" : "city";
}

}  // namespace cityhall::maps
