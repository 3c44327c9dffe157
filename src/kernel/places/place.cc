#include "kernel/places/place.h"

#include <charconv>
#include <cmath>
#include <numbers>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/places/address_search.h"
#include "kernel/places/address_text.h"
#include "kernel/places/zone.h"

namespace cityhall {
namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

std::optional<double> parse_degrees(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

void fill_from(Place& place, Address const& address) {
  place.address = address.line();
  place.address_id = address.id;
  place.zip = address.zip;
  if (!place.point) place.point = address.point;
}

[[noreturn]] void refuse_unknown(std::string const& address) {
  auto message = _("We do not know the address “{address}”.").with("address", address);
  auto fix = _("Choose one that is shown while you type, or mark the place on the map.");
  throw Refusal{RefusalKind::invalid, "place.unknown", message, fix, {{"place", "unknown", message}}};
}

void check_inside(City const& city, Point point) {
  bool const on_earth = std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;  // false for not-a-number, too
  if (on_earth && inside_city(city, point)) return;
  auto message = _("This place is outside the city.");
  throw Refusal{RefusalKind::invalid,
                "place.outside",
                message,
                _("Choose a place inside the city, or ask the town where it lies."),
                {{"place", "outside", message}}};
}

bool fill_from(Place& place, FoundPlace const& found) {
  place.point = found.point;
  place.address = found.text;
  place.address_id = found.address;
  return true;
}

/// A crossing, a place with a name, a house between two listed ones: only when the text says exactly that, or one crossing alone.
bool fill_by_name(View const& view, Place& place) {
  auto const found = find_places(view, {.typed = place.address, .most = 1});
  bool const is_it = !found.empty() && found[0].as != FoundAs::street && fold_address(found[0].text) == fold_address(place.address);
  if (is_it) return fill_from(place, found[0]);
  auto const crossing = crossing_meant(view, place.address);
  return crossing && fill_from(place, *crossing);
}

}  // namespace

double metres_between(Point a, Point b) {
  constexpr double earth_m = 6'371'008.8;  // mean radius, IUGG
  auto const latitude = radians(b.latitude - a.latitude);
  auto const longitude = radians(b.longitude - a.longitude);
  // Haversine: exact enough for short distances, where the cosine rule loses its digits.
  auto const h = std::pow(std::sin(latitude / 2), 2) +
                 std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * std::pow(std::sin(longitude / 2), 2);
  return 2 * earth_m * std::asin(std::min(1.0, std::sqrt(h)));
}

std::optional<Point> parse_point(std::string_view text) {
  text = trim(text);
  auto separator = text.find_first_of(",;");
  if (separator == std::string_view::npos) separator = text.find(' ');
  if (separator == std::string_view::npos) return std::nullopt;
  auto const latitude = parse_degrees(text.substr(0, separator));
  auto const longitude = parse_degrees(text.substr(separator + 1));
  bool const on_earth = latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180;  // false for not-a-number, too
  if (!on_earth) return std::nullopt;
  return Point{*latitude, *longitude};
}

std::string Address::line() const {
  auto line = number.empty() ? street : number + ' ' + street;
  if (!unit.empty()) line += ", " + unit;
  return line;
}

Place locate(View const& view, Place place) {
  if (!place.point && !place.address_id) place.point = parse_point(place.address);
  if (place.address_id) {
    auto const known = address_by_id(view, place.address_id);
    if (!known) refuse_unknown(place.address.empty() ? to_text(place.address_id) : place.address);
    fill_from(place, *known);
  } else if (!place.point && !place.address.empty()) {
    auto const known = find_address(view, place.address);
    if (known) fill_from(place, *known);
    else if (knows_addresses(view) && !fill_by_name(view, place)) refuse_unknown(place.address);
  }
  if (!place.point) return place;
  check_inside(view.city, *place.point);
  if (place.address.empty() || parse_point(place.address)) {
    place.address.clear();
    auto const named = name_of_point(view, *place.point);
    place.address = named.address;
    place.zip = named.zip;
  }
  return place;
}

}  // namespace cityhall
