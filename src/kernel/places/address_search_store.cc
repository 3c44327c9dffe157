#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/places/address_search.h"
#include "kernel/places/address_text.h"
#include "kernel/places/landmark.h"
#include "kernel/places/place_names.h"
#include "kernel/places/street.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::size_t names_tried = 24;
constexpr double bias_per_kilometre = 0.01;
constexpr double bias_most = 0.15;
std::string const past_every_letter = "\xef\xbf\xbf";

std::shared_ptr<PlaceNames const> read_names(View const& view) {
  std::map<std::string, PlaceName> streets;
  for (auto const row :
       view.reader.query(R"sql(SELECT street, avg(latitude), avg(longitude) FROM addresses GROUP BY street ORDER BY street)sql")) {
    auto const text = row.get<std::string>(0);
    streets[text] = {.text = text, .folded = fold_address(text), .addressed = true, .point = {row.get<double>(1), row.get<double>(2)}};
  }
  auto const known = view.city.streets.get();
  for (auto const& street : known->all())
    if (!street.name.empty() && !streets.contains(street.name))
      streets[street.name] = {
          .text = street.name, .folded = fold_address(street.name), .point = known->middle(street.name).value_or(Point{})};
  std::vector<PlaceName> names;
  for (auto& [text, name] : streets) names.push_back(std::move(name));
  for (auto& place : landmarks(view))
    names.push_back({.text = place.name, .folded = fold_address(place.name), .landmark = true, .point = place.point});
  return std::make_shared<PlaceNames const>(std::move(names));
}

struct Scored {
  FoundPlace place{};
  double score = 0;
};

/// One search: what was typed, and what was found so far.
struct Search {
  View const& view;
  PlaceSearch const& wanted;
  std::shared_ptr<PlaceNames const> names;
  std::vector<Scored> found{};

  void add(FoundPlace place, double score) {
    if (wanted.near) score -= std::min(bias_most, metres_between(*wanted.near, place.point) / 1000 * bias_per_kilometre);
    auto const same = std::find_if(found.begin(), found.end(), [&](Scored const& known) { return known.place.text == place.text; });
    if (same == found.end()) found.push_back({std::move(place), score});
    else if (same->score < score) *same = {std::move(place), score};
  }
};

int leading_number(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct House {
  PlaceId id{};
  std::string number{};
  std::string street{};
  Point point{};
  std::string line() const { return Address{.number = number, .street = street}.line(); }
};

std::vector<House> houses_of(View const& view, std::string const& from, std::int64_t most) {
  std::vector<House> houses;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT id, number, street, latitude, longitude FROM addresses WHERE street_folded >= $1 AND street_folded < $2 ORDER BY street_folded LIMIT $3)sql",
          from, from + past_every_letter, most))
    houses.push_back({row.get<PlaceId>(0), row.get<std::string>(1), row.get<std::string>(2), {row.get<double>(3), row.get<double>(4)}});
  return houses;
}

/// "12-16" holds 14.
bool holds(std::string_view range, int number) {
  auto const dash = range.find('-');
  if (dash == std::string_view::npos) return false;
  auto const low = leading_number(range), high = leading_number(range.substr(dash + 1));
  return low <= number && number <= high && (number - low) % 2 == 0;
}

/// A number that nobody listed: between its nearest neighbours on the same side of the street.
void add_between(Search& search, PlaceName const& street, int number, double score) {
  House const *below = nullptr, *above = nullptr;
  auto const houses = houses_of(search.view, street.folded + ' ', 5000);
  for (auto const& house : houses) {
    if (house.street != street.text) continue;
    auto const its = leading_number(house.number);
    if (holds(house.number, number)) return search.add({FoundAs::address, house.line(), house.point, house.id}, score);
    if ((its - number) % 2 != 0) continue;
    if (its < number && (below == nullptr || leading_number(below->number) < its)) below = &house;
    if (its > number && (above == nullptr || leading_number(above->number) > its)) above = &house;
  }
  if (below == nullptr || above == nullptr) return;
  auto const low = leading_number(below->number), high = leading_number(above->number);
  auto const share = static_cast<double>(number - low) / (high - low);
  Point const point{below->point.latitude + share * (above->point.latitude - below->point.latitude),
                    below->point.longitude + share * (above->point.longitude - below->point.longitude)};
  search.add({FoundAs::between, House{.number = std::to_string(number), .street = street.text}.line(), point, {}}, score - 0.1);
}

void add_houses(Search& search, NameHit const& hit, std::string const& number) {
  auto const& street = *hit.name;
  bool exact = false;
  for (auto const& house : houses_of(search.view, street.folded + ' ' + number, 40)) {
    if (house.street != street.text) continue;
    auto const folded = fold(house.number);
    exact = exact || folded == number;
    // A longer number is what somebody may still type.
    search.add({FoundAs::address, house.line(), house.point, house.id},
               hit.score + (folded == number ? 0.2 : -0.01 * static_cast<double>(folded.size())));
  }
  if (!exact && leading_number(number) > 0) add_between(search, street, leading_number(number), hit.score);
}

void add_names(Search& search, std::string_view folded) {
  for (auto const& hit : search.names->find(folded, names_tried)) {
    auto const as = hit.name->landmark ? FoundAs::landmark : FoundAs::street;
    search.add({as, hit.name->text, hit.name->point, {}}, hit.score - (hit.name->landmark ? 0.05 : 0));
  }
}

/// A number alone: whoever has it.
void add_numbers(Search& search, std::string const& number) {
  for (
      auto const row : search.view.reader.query(
          R"sql(SELECT id, number, street, latitude, longitude FROM addresses WHERE folded >= $1 AND folded < $2 ORDER BY folded LIMIT 40)sql",
          number, number + past_every_letter)) {
    House const house{row.get<PlaceId>(0), row.get<std::string>(1), row.get<std::string>(2), {row.get<double>(3), row.get<double>(4)}};
    search.add({FoundAs::address, house.line(), house.point, house.id}, 1.0 / static_cast<double>(house.number.size()));
  }
}

void add_addresses(Search& search, SplitAddress const& parts) {
  if (parts.street.empty()) return add_numbers(search, parts.number);
  for (auto const& hit : search.names->find(parts.street, names_tried))
    if (hit.name->addressed) add_houses(search, hit, parts.number);
}

/// "Main & Oak", "main st and oak ave", "esquina de Main y Oak": the two names; empty when it is no crossing.
std::pair<std::string, std::string> crossing_of(std::string_view typed) {
  auto const text = fold(typed);
  for (auto const* between : {" & ", " and ", " y ", " e ", " at ", " / ", "/", "&", " @ "}) {
    auto const at = text.find(between);
    if (at == std::string::npos || at == 0) continue;
    auto first = std::string_view{text}.substr(0, at);
    for (auto const* before : {"corner of ", "intersection of ", "esquina de ", "angolo "})
      if (first.starts_with(before)) first.remove_prefix(std::string_view{before}.size());
    return {fold_address(first), fold_address(std::string_view{text}.substr(at + std::string_view{between}.size()))};
  }
  return {};
}

void add_crossings(Search& search) {
  auto const [first, second] = crossing_of(search.wanted.typed);
  if (first.empty() || second.empty()) return;
  auto const streets = search.view.city.streets.get();
  for (auto const& a : search.names->find(first, 4))
    for (auto const& b : search.names->find(second, 4)) {
      if (a.name->landmark || b.name->landmark || a.name == b.name) continue;
      for (auto const point : streets->crossings(a.name->text, b.name->text))
        search.add({FoundAs::crossing, a.name->text + " & " + b.name->text, point, {}}, (a.score + b.score) / 2 + 0.2);
    }
}

/// Every word that was typed is a word of the name.
bool has_words(std::string_view name, std::string_view typed) {
  auto const words = split(name, ' ');
  auto const asked = split(typed, ' ');
  return std::all_of(asked.begin(), asked.end(),
                     [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); });
}

std::vector<FoundPlace> best(std::vector<Scored> found, std::size_t most) {
  std::stable_sort(found.begin(), found.end(), [](Scored const& a, Scored const& b) { return a.score > b.score; });
  std::vector<FoundPlace> places;
  for (auto& scored : found)
    if (places.size() < most) places.push_back(std::move(scored.place));
  return places;
}

}  // namespace

std::shared_ptr<PlaceNames const> place_names(View const& view) {
  if (auto known = view.city.place_names.get()) return known;
  auto names = read_names(view);
  view.city.place_names.set(names);
  return names;
}

void forget_place_names(Unit& unit) {
  unit.tx.after_commit([&city = unit.city] { city.place_names.set(nullptr); });
}

std::optional<FoundPlace> crossing_meant(View const& view, std::string_view typed) {
  constexpr double surely = 0.6;  // a score below it may be another name altogether
  auto const [first, second] = crossing_of(typed);
  if (first.empty() || second.empty()) return std::nullopt;
  auto const names = place_names(view);
  auto const streets = view.city.streets.get();
  std::vector<FoundPlace> exact, alike;
  for (auto const& a : names->find(first, 8))
    for (auto const& b : names->find(second, 8)) {
      if (a.name->landmark || b.name->landmark || a.name == b.name || std::min(a.score, b.score) < surely) continue;
      auto& list = has_words(a.name->folded, first) && has_words(b.name->folded, second) ? exact : alike;
      for (auto const point : streets->crossings(a.name->text, b.name->text))
        list.push_back({FoundAs::crossing, a.name->text + " & " + b.name->text, point, {}});
    }
  auto const& meant = exact.empty() ? alike : exact;
  return meant.size() == 1 ? std::optional{meant.front()} : std::nullopt;
}

std::vector<FoundPlace> find_places(View const& view, PlaceSearch const& search) {
  auto const folded = fold_address(search.typed);
  if (folded.empty() || search.most == 0) return {};
  Search at{view, search, place_names(view)};
  auto const parts = split_address(folded);
  add_crossings(at);
  if (!parts.number.empty()) add_addresses(at, parts);
  if (parts.number.empty() || at.found.empty()) add_names(at, folded);
  return best(std::move(at.found), search.most);
}

}  // namespace cityhall
