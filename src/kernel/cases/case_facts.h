#pragma once
// What a definition may ask about a case: the answers, the place with its zones and street, the priority, the day.

#include "base/json_fwd.h"
#include "kernel/cases/case.h"
#include "kernel/definitions/facts.h"

namespace cityhall {

struct Street;
struct Zone;

/// What the program knows of a place, as members of a place answer: lat, long, address, zip, class, owner, and the zone of each layer.
Json place_facts(Place const& place, std::vector<Zone const*> const& zones, Street const* street);
/// The same for the place of a case.
Json known_place(City& city, Case const& report);
/// What answers are judged by besides themselves (AnswerContext): today's date in the city, and what is known of the place, if anything.
Json facts_beside(City& city, Definition const& definition, Json const& known_of_place, Time now);
/// The facts of a case as it stands; `personal` are the personal answers (JSON object, may be empty).
Facts facts_of(City& city, Case const& report, std::string_view personal, Time now);
struct AtHand {
  Json const& answers;           // personal ones among them
  Json const* place = nullptr;  // what known_place said; null: it is asked
};
Facts facts_from(City& city, Case const& report, AtHand const& given, Time now);
/// "open311" for the API where the definition knows that word; the word of the channel otherwise.
std::string definition_channel(Definition const& definition, Channel channel);

}  // namespace cityhall
