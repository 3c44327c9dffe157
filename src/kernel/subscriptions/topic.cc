#include <algorithm>
#include <array>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/public_case.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/address_text.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"
#include "kernel/subscriptions/topic_text.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 5> words{"request", "zone", "circle", "street", "service"};
constexpr double radius_least_m = 50;
constexpr double radius_most_m = 2000;

void check_service(View const& view, Interest const& topic, std::vector<FieldError>& errors) {
  if (topic.service.empty() && topic.kind != InterestKind::service) return;
  if (!view.city.definitions.get()->find(topic.service)) errors.push_back({"service", "unknown", _("There is no such service.")});
}

void check_street(View const& view, Interest const& topic, std::vector<FieldError>& errors) {
  if (fold_address(topic.street).empty()) errors.push_back({"street", "required", _("Write the name of a street.")});
  else if (!knows_street(view, topic.street)) errors.push_back({"street", "unknown", unknown_street(topic.street)});
}

void check_circle(View const& view, Interest const& topic, std::vector<FieldError>& errors) {
  if (!inside_city(view.city, topic.center)) errors.push_back({"place", "outside", _("This place is outside the city.")});
  if (!(topic.radius_m >= radius_least_m && topic.radius_m <= radius_most_m))
    errors.push_back({"radius", "range", _("A circle reaches from 50 to 2,000 meters.")});
}

std::string where_in_words(View const& view, Interest const& topic, std::string_view language) {
  auto const say = [&](Message const& message) { return view.city.translations().text(message, language); };
  if (topic.kind == InterestKind::zone) {
    auto const zones = view.city.zones.get();
    auto const* zone = zones->find_ever(topic.zone);
    return zone == nullptr ? say(_("an area that is no more")) : zone->name;
  }
  if (topic.kind == InterestKind::street) return topic.street;
  auto const feet = std::to_string(static_cast<long>(topic.radius_m / 0.3048 / 50 + 0.5) * 50);
  auto const place = topic.street.empty() ? middle_of_circle(view, topic) : topic.street;
  return say(_("within {feet} feet of {place}").with("feet", feet).with("place", place.empty() ? say(_("a place on the map")) : place));
}

}  // namespace

std::string_view to_text(InterestKind kind) { return words.at(static_cast<std::size_t>(kind)); }

InterestKind topic_kind_from(std::string_view word) {
  auto const found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? InterestKind::request : static_cast<InterestKind>(found - words.begin());
}

void check_topic(View const& view, Interest const& topic) {
  std::vector<FieldError> errors;
  check_service(view, topic, errors);
  auto const zones = view.city.zones.get();
  if (topic.kind == InterestKind::zone && zones->find(topic.zone) == nullptr)
    errors.push_back({"zone", "unknown", _("Choose an area from the list.")});
  if (topic.kind == InterestKind::street) check_street(view, topic, errors);
  if (topic.kind == InterestKind::circle) check_circle(view, topic, errors);
  if (topic.kind == InterestKind::request && !is_public_case(view, topic.request))
    errors.push_back({"number", "unknown", _("There is no such request.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

std::string middle_of_circle(View const& view, Interest const& topic) {
  auto const near = nearest_address(view, topic.center, 200);
  return near ? near->line() : std::string{};
}

std::string topic_in_words(View const& view, Interest const& topic, std::string_view language) {
  if (topic.kind == InterestKind::request) {
    auto const report = load_case(view, topic.request);
    return std::string{title_of(report, language)} + " " + report.number;
  }
  auto const definition = topic.service.empty() ? nullptr : view.city.definitions.get()->find(topic.service);
  auto const service = definition ? std::string{definition->title.in(language)} : std::string{};
  if (topic.kind == InterestKind::service) return service;
  auto const where = where_in_words(view, topic, language);
  return service.empty() ? where : service + ": " + where;
}

}  // namespace cityhall
