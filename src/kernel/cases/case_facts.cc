#include "kernel/cases/case_facts.h"

#include "base/json.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/city.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"

namespace cityhall {
namespace {

Json object_from(std::string_view text) {
  if (text.empty()) return Json::object();
  auto parsed = parse_json(text);
  return parsed && parsed->is_object() ? std::move(*parsed) : Json::object();
}

std::vector<Zone const*> zones_named(City const& city, std::vector<ZoneId> const& ids) {
  auto const zones = city.zones.get();
  std::vector<Zone const*> found;
  for (auto const id : ids)
    if (auto const* zone = zones->find_ever(id)) found.push_back(zone);
  return found;
}

}  // namespace

Json place_facts(Place const& place, std::vector<Zone const*> const& zones, Street const* street) {
  Json facts = Json::object();
  if (place.point) {
    facts["lat"] = place.point->latitude;
    facts["long"] = place.point->longitude;
  }
  if (!place.address.empty()) facts["address"] = place.address;
  if (!place.zip.empty()) facts["zip"] = place.zip;
  for (auto const* zone : zones) facts[zone->layer] = zone->name;
  if (street != nullptr && !street->kind.empty()) facts["class"] = street->kind;
  if (street != nullptr && !street->owner.empty()) facts["owner"] = street->owner;
  return facts;
}

Json known_place(City& city, Case const& report) {
  auto const streets = city.streets.get();
  auto const* street = report.place.point ? streets->nearest(*report.place.point) : nullptr;
  return place_facts(report.place, zones_named(city, report.zones), street);
}

Json facts_beside(City& city, Definition const& definition, Json const& known_of_place, Time now) {
  Json facts{{"today", to_iso(city.calendar.get()->zone().date_of(now))}};
  auto const* question = definition.place_question();
  if (question != nullptr && !known_of_place.empty()) facts[question->id] = known_of_place;
  return facts;
}

std::string definition_channel(Definition const& definition, Channel channel) {
  if (channel == Channel::api && definition.offers("open311")) return "open311";
  if (channel == Channel::field || channel == Channel::system || channel == Channel::import || channel == Channel::email) return "web";
  return std::string{to_text(channel)};
}

Facts facts_of(City& city, Case const& report, std::string_view personal, Time now) {
  auto answers = object_from(report.answers);
  auto const private_answers = object_from(personal);
  for (auto const& [name, value] : private_answers.items()) answers[name] = value;
  return facts_from(city, report, {.answers = answers}, now);
}

Facts facts_from(City& city, Case const& report, AtHand const& given, Time now) {
  Facts facts{report.definition, given.answers};
  if (auto const* question = report.definition->place_question())
    facts.set_members(question->id, given.place == nullptr ? known_place(city, report) : *given.place);
  facts.set("priority", report.priority);
  facts.set("channel", definition_channel(*report.definition, report.channel));
  facts.set("today", to_iso(city.calendar.get()->zone().date_of(now)));
  return facts;
}

}  // namespace cityhall
