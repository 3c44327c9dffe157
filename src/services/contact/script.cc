#include "services/contact/script.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/cases/case_facts.h"
#include "kernel/definitions/answers.h"
#include "kernel/places/address_search.h"
#include "kernel/places/street.h"

namespace cityhall {
namespace {

/// What was typed for a question, as validate_answers reads it.
Json given_answer(web::Parameters const& typed, Question const& question) {
  if (question.type == QuestionType::multichoice) {
    auto list = Json::array();
    for (auto const value : typed.all(question.id))
      if (!value.empty()) list.push_back(std::string{value});
    return list.empty() ? Json{} : list;
  }
  auto const text = trim(typed.get(question.id));
  if (text.empty()) return {};
  if (!question.is_place()) return std::string{text};
  if (auto const point = parse_point(text)) return {{"lat", point->latitude}, {"long", point->longitude}};
  return {{"address", std::string{text}}};
}

void find_place(Call const& call, Script& script, web::Parameters const& typed) {
  auto const* question = script.definition->place_question();
  if (question == nullptr || !script.given->contains(question->id)) return;
  auto& answer = (*script.given)[question->id];
  Place place{.address = text_of(answer, "address")};
  if (answer.contains("lat")) place.point = Point{answer.at("lat").get<double>(), answer.at("long").get<double>()};
  try {
    script.place = locate(call.view(), place);
    script.place_found = true;
  } catch (Refusal const& refusal) {
    script.errors.push_back({question->id, refusal.code, refusal.message});
    for (auto const& found : find_places(call.view(), {.typed = typed.get(question->id), .most = 6}))
      if (found.as != FoundAs::street) script.meant.push_back(found.text);
    return;
  }
  answer = Json::object();
  if (script.place.point) answer = {{"lat", script.place.point->latitude}, {"long", script.place.point->longitude}};
  if (!script.place.address.empty()) answer["address"] = script.place.address;
  if (!script.place.point) return;
  auto const zones = call.city.zones.get();
  for (auto const* zone : zones->at(*script.place.point)) script.zones.push_back(*zone);
  script.parcels = parcels_of(call.view(), script.place);
}

Json known_of_place(Call const& call, Script const& script) {
  if (!script.place.point) return Json::object();
  auto const zones = call.city.zones.get();
  auto const streets = call.city.streets.get();
  return place_facts(script.place, zones->at(*script.place.point), streets->nearest(*script.place.point));
}

/// A place that was not found has no facts: a condition that reads them is not decided by an empty record.
void learn_facts(Call const& call, Script& script) {
  auto known = Json::object();
  if (script.place_found) {
    known = known_of_place(call, script);
    known.update((*script.given)[script.definition->place_question()->id]);
  }
  *script.facts = facts_beside(call.city, *script.definition, known, call.now);
}

void check(Call const& call, Script& script) {
  auto checked = validate_answers(script.definition, *script.given,
                                  {.channel = script.channel, .language = call.language, .facts = script.facts.get()});
  script.answers = checked.answers;
  for (auto const& asked : checked.asked)
    if (!asked.question->is_upload()) script.asked.push_back(asked);
  for (auto& error : checked.errors) {
    auto const base = error.field.substr(0, error.field.find('.'));
    // A photo is what a caller cannot give; it may come later through the tracking page.
    auto const* about = script.definition->question(base);
    bool const upload = about != nullptr && about->is_upload();
    bool const told =
        std::any_of(script.errors.begin(), script.errors.end(), [&](FieldError const& known) { return known.field == error.field; });
    if (!told && !upload) script.errors.push_back(std::move(error));
  }
}

std::string description_of(Script const& script) {
  for (auto const& question : script.definition->questions)
    if (question.type == QuestionType::longtext && !question.personal) return text_of(*script.answers, question.id);
  return {};
}

}  // namespace

AskedQuestion const* Script::asking(Question const& question) const {
  auto const found = std::find_if(asked.begin(), asked.end(), [&](AskedQuestion const& one) { return one.question == &question; });
  return found == asked.end() ? nullptr : &*found;
}

Script read_script(Call const& call, DefinitionPtr definition, web::Parameters const& typed, Channel channel) {
  Script script{.definition = std::move(definition),
                .given = std::make_shared<Json>(Json::object()),
                .facts = std::make_shared<Json>(Json::object())};
  script.channel = definition_channel(*script.definition, channel);
  for (auto const& question : script.definition->questions)
    if (auto answer = given_answer(typed, question); !answer.is_null()) (*script.given)[question.id] = std::move(answer);
  find_place(call, script, typed);
  learn_facts(call, script);
  check(call, script);
  auto const answers = to_text(*script.answers);
  auto const description = description_of(script);
  UnsentCase const unsent{.definition = *script.definition, .place = script.place, .answers = answers, .description = description};
  script.promise = promise_for(call.city, unsent, channel, call.language);
  if (script.place.point) script.duplicates = probable_duplicates(call.view(), unsent, call.now);
  return script;
}

NewCase case_of(Script const& script, web::Parameters const& typed) {
  return {.service = script.definition->id,
          .definition = script.definition,
          .answers = to_text(*script.given),
          .place = script.place,
          .description = description_of(script),
          .reporter = {.name = std::string{trim(typed.get(script_field::caller_name))},
                       .email = std::string{trim(typed.get(script_field::caller_email))},
                       .phone = std::string{trim(typed.get(script_field::caller_phone))},
                       .language = std::string{typed.get(script_field::caller_language)}},
          .language = std::string{typed.get(script_field::caller_language)}};
}

}  // namespace cityhall
