#include "services/issues/place_field.h"

#include "base/json.h"
#include "kernel/places/address_search.h"
#include "kernel/places/place.h"
#include "services/page/map_picture.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string coordinate(PlaceField const& field, char const* member) {
  auto const part = std::string{field.control.name} + "." + member;
  auto const& typed = field.control.entered->values;
  if (typed.has(part)) return std::string{typed.get(part)};
  return field.known.is_object() && field.known.contains(member) ? to_text(field.known.at(member)) : std::string{};
}

/// The address that the position in the hidden fields belongs to.
std::string named(PlaceField const& field) {
  auto const part = std::string{field.control.name} + ".named";
  auto const& typed = field.control.entered->values;
  if (typed.has(part)) return std::string{typed.get(part)};
  return field.known.is_object() ? text_of(field.known, "address") : std::string{};
}

/// The town, or the surroundings of the place that is given already; what others have reported there can be seen on the moving map.
Html place_picker(Call const& call, PlaceField const& field, std::optional<Point> const& point) {
  auto shown = point ? std::optional{MapView{.middle = *point, .zoom = 16, .width = 640, .height = 400}}
                     : city_view(*call.city.settings.get(), 640, 400, Fit::fill);
  if (!shown || !call.city.map.get()) return nothing();
  std::vector<MapMark> marks;
  if (point) marks.push_back({.point = *point, .kind = "here"});
  auto const words = point ? _("A map of the place that you gave") : _("A map of the town");
  return map_that_opens(call, {*shown, std::move(marks), words},
                        {.points = field.points, .page = "/requests/", .pick = std::string{field.control.name}});
}

/// The words of what the browser may answer: it knows only its own language.
Html locate_button(Call const& call, std::string const& name) {
  return p(
      button(type("button"), cls("quiet"), data("locate", name), data("soon", ""), hidden(),
             data("looking", call.text(_("Looking for your position…"))),
             data("within", call.text(_("Your position, to within {feet} feet. Change the address if it is not the right one."))),
             data("denied", call.text(_("Your browser did not give us your position. Allow it in its settings, or type the address."))),
             data("unknown", call.text(_("Your device cannot tell where it is just now. Type the address, or mark the place on the map."))),
             data("slow", call.text(_("Finding your position took too long. Try again, or type the address."))), _("Use my location")));
}

}  // namespace

Html place_field(Call const& call, PlaceField const& field) {
  auto const name = std::string{field.control.name};
  auto control = field.control;
  control.attributes = {autocomplete("address-line1"), list_id("addresses"), data("suggest", "/addresses")};
  auto const latitude = coordinate(field, "lat");
  auto const longitude = coordinate(field, "long");
  auto const meant = field.meant.empty()
                         ? nothing()
                         : fieldset(legend(_("Did you mean one of these?")), each(field.meant, [&](std::string const& address) {
                                      return p(button(type("submit"), cls("quiet"), tag::name(name + ".choose"), value(address), address));
                                    }));
  return group(input_field(control), element("datalist", {id("addresses")}),
               div(data("place", name), hidden_field(name + ".lat", latitude), hidden_field(name + ".long", longitude),
                   hidden_field(name + ".named", named(field)), locate_button(call, name),
                   p(cls("soft small"), data("located", ""), role("status"))),
               meant, place_picker(call, field, parse_point(latitude + ", " + longitude)));
}

Json given_place(Call const& call, std::string const& name) {
  auto const& fields = call.request.form.fields;
  auto const chosen = fields.get(name + ".choose");
  auto const text = chosen.empty() ? fields.get(name) : chosen;
  auto const point = parse_point(text);
  auto place = Json::object();
  if (point) place = {{"lat", point->latitude}, {"long", point->longitude}};
  else if (!text.empty()) place["address"] = std::string{text};
  auto const latitude = fields.get(name + ".lat");
  auto const longitude = fields.get(name + ".long");
  // A position counts unless somebody typed over the address that came with it; a script forgets it then, and without one we do.
  bool const typed_over = fields.has(name + ".named") && fields.get(name + ".named") != text;
  if (!point && chosen.empty() && !typed_over && !latitude.empty() && !longitude.empty())
    if (auto const position = parse_point(std::string{latitude} + ", " + std::string{longitude}))
      place["lat"] = position->latitude, place["long"] = position->longitude;
  return place.empty() ? Json{} : place;
}

Json known_place(Place const& place) {
  auto full = Json::object();
  if (place.point) full = {{"lat", place.point->latitude}, {"long", place.point->longitude}};
  if (!place.address.empty()) full["address"] = place.address;
  return full;
}

Json located(Call const& call, std::string const& name, Json const& answer) {
  Place place{.address = text_of(answer, "address")};
  if (answer.contains("lat") && answer.contains("long"))
    place.point = Point{answer.at("lat").get<double>(), answer.at("long").get<double>()};
  try {
    place = locate(call.view(), place);
  } catch (Refusal const& refusal) {
    throw invalid_fields({{name, refusal.code, refusal.message}});
  }
  return known_place(place);
}

std::vector<std::string> meant_addresses(Call const& call, std::string const& name, Refusal const& refusal) {
  std::vector<std::string> lines;
  for (auto const& field : refusal.fields)
    if (field.field == name && field.code == "place.unknown")
      for (auto const& place : find_places(call.view(), {.typed = call.request.form.fields.get(name), .most = 5}))
        if (place.as != FoundAs::street) lines.push_back(place.text);
  return lines;
}

}  // namespace cityhall
