#include "random_forms.h"

#include "base/json.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/form_conditions.h"

namespace cityhall {
namespace {

std::vector<std::string> const numbers{"0",     "1",   "12",   "239", "240",    "241",   "1,200", "$1,200.50", "5001",
                                       "-0.50", "1e3", "12.3", "007", "twelve", "12.34", "9.999", "99999999999999999999"};
std::vector<std::string> const dates{"2027-01-01", "2027-02-03", "2027-03-31", "2028-02-29", "2026-12-31", "2027-02-30", "3/2/2027"};
std::vector<std::string> const mails{"Ana@City.Example", "ana@x.org",  "ana@x",    "@x.org",
                                     "a@b@c.org",        "ana @x.org", "ana@.org", "ana@x.org."};
std::vector<std::string> const phones{"260 555 0100", "+1 (260) 555-0100", "12", "call me", "555+0100", "+123456789012345", "5550100"};
std::vector<std::string> const texts{"Ann", "x", "  Ann Lee\t", "46032", "a deep hole", "señor 🐱 Ann", "line\none", "bell\x07" "Ann",
                                     "a text that is longer than any of the questions takes it, with more words than sixty"};
std::vector<std::string> const spoken{"yes", "no", "Sí", "on", "perhaps", "1", "N"};

/// What the form holds, as the contact center reads it.
Json given_of(DefinitionPtr const& definition, Json const& all_typed) {
  auto given = Json::object();
  for (auto const& question : definition->questions) {
    auto list = Json::array();
    for (auto const& text : all_typed.at(question.id))
      if (!text.get_ref<std::string const&>().empty()) list.push_back(text);
    if (list.empty()) continue;
    given[question.id] = question.type == QuestionType::multichoice ? list : list[0];
  }
  return given;
}

Json asked_of(CheckedAnswers const& checked) {
  auto asked = Json::object();
  for (auto const& [question, options] : checked.asked) {
    auto offered = Json::array();
    for (auto const* option : options) offered.push_back(option->id);
    asked[question->id] = std::move(offered);
  }
  return asked;
}

}  // namespace

std::string RandomForms::text_for(Question const& question) {
  switch (question.type) {
    case QuestionType::choice:
    case QuestionType::multichoice:
      return chance(5) ? "no such option" : question.options[below(question.options.size())].id;
    case QuestionType::boolean:
      return pick(spoken);
    case QuestionType::integer:
    case QuestionType::decimal:
    case QuestionType::money:
      return chance(50) ? std::to_string(below(600)) : pick(numbers);
    case QuestionType::date:
      return pick(dates);
    case QuestionType::email:
      return pick(mails);
    case QuestionType::phone:
      return pick(phones);
    default:
      return pick(texts);
  }
}

std::vector<std::string> RandomForms::typed(Question const& question) {
  if (question.is_place() || question.is_upload() || chance(25)) return {};
  if (question.type != QuestionType::multichoice) return {text_for(question)};
  std::vector<std::string> several{""};
  for (auto count = below(4); count > 0; --count) several.push_back(text_for(question));
  return several;
}

Json RandomForms::place() {
  Json known{{"lat", 41.1}, {"long", -85.1}, {"address", "1 Main St"}};
  known["district"] = pick({"north", "south"});
  if (chance(50)) known["class"] = pick({"arterial", "local"});
  if (chance(50)) known["owner"] = pick({"city", "state"});
  return known;
}

Json RandomForms::form(DefinitionPtr const& definition) {
  auto all_typed = Json::object();
  for (auto const& question : definition->questions) all_typed[question.id] = typed(question);
  auto given = given_of(definition, all_typed);
  auto facts = Json::object();
  if (auto const* where = definition->place_question(); where != nullptr && chance(60)) {
    facts[where->id] = place();
    given[where->id] = {{"lat", 41.1}, {"long", -85.1}, {"address", "1 Main St"}};
  }
  auto const channel = pick(definition->channels);
  auto const checked = validate_answers(definition, given, {.channel = channel, .facts = &facts});
  return {{"form", form_conditions(*definition, {.channel = channel, .facts = &facts})},
          {"typed", std::move(all_typed)},
          {"asked", asked_of(checked)}};
}

}  // namespace cityhall
