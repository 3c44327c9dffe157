#include "services/telephony/dialog_case.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/case.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/tracking.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/interactions/interaction.h"
#include "kernel/places/address_search.h"
#include "kernel/places/street.h"
#include "services/page/dates.h"
#include "services/telephony/dialog_words.h"

namespace cityhall {
namespace {

constexpr std::size_t places_max = 3;

DefinitionPtr definition_of(City& city, Json const& memory) {
  auto definition = city.definitions.get()->find(text_of(memory, "service"));
  if (!definition) throw conflict("service.gone", _("This service is not offered any more."));
  return definition;
}

Question const& question_of(Definition const& definition, Conversation const& talk) {
  auto const* question = definition.question(std::string_view{talk.node}.substr(std::string_view{"question:"}.size()));
  if (question == nullptr) throw conflict("service.gone", _("This service is not offered any more."));
  return *question;
}

std::vector<Option const*> options_of(DefinitionPtr const& definition, Question const& question, Json const& memory) {
  return visible_options(question, Facts{definition, memory.value("answers", Json::object())});
}

/// "12" and the letters of the street on the keys of a telephone: "1262" is 12 Ma…, Na…, Ob….
char key_of(char letter) {
  constexpr std::string_view keys = "22233344455566677778889999";
  return letter >= 'a' && letter <= 'z' ? keys[static_cast<std::size_t>(letter - 'a')] : letter;
}

std::string keys_of(std::string_view text) {
  std::string keys;
  for (char const letter : fold(text))
    if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) keys += key_of(letter);
  return keys;
}

/// House number, star, the first letters of the street: "845*2368".
std::vector<std::string> keyed_addresses(View const& view, std::string_view digits) {
  auto const star = digits.find('*');
  auto const number = std::string{digits.substr(0, star)};
  auto const letters = star == std::string_view::npos ? std::string_view{} : digits.substr(star + 1);
  std::vector<std::string> lines;
  if (number.empty() || letters.size() < 2) return lines;
  auto const streets = view.city.streets.get();
  for (auto const& street : streets->all()) {
    if (lines.size() == places_max || !keys_of(street.name).starts_with(letters)) continue;
    for (auto const& found : find_places(view, {.typed = number + " " + street.name, .most = 1}))
      if (found.as == FoundAs::address && std::find(lines.begin(), lines.end(), found.text) == lines.end()) lines.push_back(found.text);
  }
  return lines;
}

std::string take_place(Unit& unit, Conversation const& talk, Json& memory, Given const& given) {
  auto const view = view_of(unit);
  std::vector<std::string> lines;
  if (!given.words.empty()) {
    for (auto const& found : find_places(view, {.typed = given.words, .most = places_max}))
      if (found.as != FoundAs::street) lines.push_back(found.text);
    // A city without a list of addresses takes what people say.
    if (lines.empty()) {
      try {
        lines.push_back(locate(view, {.address = std::string{trim(given.words)}}).address);
      } catch (Refusal const& refusal) {
        return words(unit.city, talk, refusal.message);
      }
    }
  } else {
    lines = keyed_addresses(view, given.digits);
  }
  if (lines.empty()) return words(unit.city, talk, _("We do not know this address."));
  memory["places"] = lines;
  return {};
}

Json answer_from(DefinitionPtr const& definition, Question const& question, Json const& memory, Given const& given) {
  auto const text = given.digits.empty() ? trim(given.words) : given.digits;
  bool const number = !text.empty() && text.size() <= 2 && text.find_first_not_of("0123456789") == std::string_view::npos;
  if (question.type == QuestionType::boolean) {
    auto const folded = fold(text);
    if (folded == "1" || folded.starts_with("y") || folded.starts_with("si")) return "yes";
    return folded == "2" || folded.starts_with("n") ? Json{"no"} : Json{};
  }
  if (question.type != QuestionType::choice && question.type != QuestionType::multichoice) return std::string{text};
  auto const options = options_of(definition, question, memory);
  auto const index = number ? std::stoi(std::string{text}) : 0;
  std::string id;
  if (index >= 1 && index <= static_cast<int>(options.size())) id = options.at(static_cast<std::size_t>(index) - 1)->id;
  for (auto const* option : options)
    for (auto const& [language, label] : option->label.all())
      if (id.empty() && !number && !text.empty() && fold(label).find(fold(text)) != std::string::npos) id = option->id;
  if (id.empty()) return {};
  return question.type == QuestionType::choice ? Json{id} : Json::array({id});
}

std::string spoken_answer(City& city, Conversation const& talk, Question const& question, Json const& answer) {
  if (answer.is_boolean()) return words(city, talk, answer.get<bool>() ? _("Yes") : _("No"));
  auto const label = [&](std::string const& id) {
    auto const* option = question.option(id);
    return option == nullptr ? id : std::string{option->label.in(talk.language)};
  };
  if (answer.is_string()) return label(answer.get<std::string>());
  if (answer.is_object()) return text_of(answer, "address");
  if (answer.is_array()) return answer.empty() ? std::string{} : label(answer.front().get<std::string>());
  return to_text(answer);
}

AskedWords read_back(City& city, Conversation const& talk, Json const& memory) {
  auto const definition = definition_of(city, memory);
  auto const answers = memory.value("answers", Json::object());
  AskedWords asked{.digits_max = 1, .speech = true};
  asked.lines.push_back(words(city, talk, _("You report: {service}.").with("service", std::string{definition->title.in(talk.language)})));
  for (auto const& question : definition->questions)
    if (auto const found = answers.find(question.id); found != answers.end())
      asked.lines.push_back(spoken_answer(city, talk, question, *found) + ".");
  asked.lines.push_back(
      words(city, talk, talk.channel == Channel::ivr ? _("To send it, press 1. To stop, press 2.") : _("Send it? 1 yes, 2 no")));
  return asked;
}

}  // namespace

std::string next_question(City& city, Conversation const& talk, Json const& memory) {
  if (memory.contains("places") && !memory.at("places").empty()) return "place";
  auto const definition = definition_of(city, memory);
  auto const answers = memory.value("answers", Json::object());
  auto const skipped = memory.value("skipped", Json::array());
  for (auto const* question : visible_questions(*definition, Facts{definition, answers}, channel_word(talk))) {
    bool const is_skipped = std::find(skipped.begin(), skipped.end(), question->id) != skipped.end();
    if (!question->is_upload() && !answers.contains(question->id) && !is_skipped) return "question:" + question->id;
  }
  return "send";
}

AskedWords ask_question(City& city, Conversation const& talk, Json const& memory) {
  bool const voice = talk.channel == Channel::ivr;
  if (talk.node == "send") return read_back(city, talk, memory);
  if (talk.node == "place") {
    auto const place = memory.at("places").at(0).get<std::string>();
    return {{words(city, talk,
                   (voice ? _("{place}. If that is right, press 1. If not, press 2.") : _("{place}? 1 yes, 2 no")).with("place", place))},
            1,
            true};
  }
  auto const definition = definition_of(city, memory);
  auto const& question = question_of(*definition, talk);
  AskedWords asked{.lines = {std::string{(question.say.empty() ? question.label : question.say).in(talk.language)}}, .speech = true};
  if (question.type == QuestionType::choice || question.type == QuestionType::multichoice) {
    int digit = 0;
    for (auto const* option : options_of(definition, question, memory))
      asked.lines.push_back(words(city, talk,
                                  (voice ? _("{name}: press {digit}.") : _("{digit}: {name}"))
                                      .with("name", std::string{option->label.in(talk.language)})
                                      .with("digit", std::to_string(++digit))));
    asked.digits_max = digit > 9 ? 2 : 1;
  } else if (question.type == QuestionType::boolean) {
    asked.lines.push_back(words(city, talk, voice ? _("For yes, press 1. For no, press 2.") : _("1 yes, 2 no")));
    asked.digits_max = 1;
  } else if (question.is_place() && voice) {
    asked.lines.push_back(
        words(city, talk, _("Or key the house number, star, and the first letters of the street, and then the pound key.")));
  }
  if (question.optional) asked.lines.push_back(words(city, talk, voice ? _("To skip this, key 99.") : _("99: skip")));
  if (question.optional && asked.digits_max == 1) asked.digits_max = 2;
  return asked;
}

std::string take_answer(Unit& unit, Conversation const& talk, Json& memory, Given const& given) {
  auto const definition = definition_of(unit.city, memory);
  auto const& question = question_of(*definition, talk);
  auto const text = given.digits.empty() ? trim(given.words) : given.digits;
  if (question.optional && text == "99") {
    if (!memory.contains("skipped")) memory["skipped"] = Json::array();
    memory["skipped"].push_back(question.id);
    return {};
  }
  if (question.is_place()) return take_place(unit, talk, memory, given);
  auto const answer = answer_from(definition, question, memory, given);
  if (answer.is_null()) return words(unit.city, talk, _("That is none of the answers."));
  auto const checked = validate_answer(question, answer);
  if (!checked.errors.empty()) return words(unit.city, talk, checked.errors.front().message);
  if (auto const found = checked.answers->find(question.id); found != checked.answers->end()) memory["answers"][question.id] = *found;
  return {};
}

void settle_place(City& city, Json& memory, bool right) {
  auto places = memory.value("places", Json::array());
  if (places.empty()) return;
  auto const definition = definition_of(city, memory);
  auto const address = places.front().get<std::string>();
  if (right) {
    if (auto const* question = definition->place_question()) memory["answers"][question->id] = {{"address", address}};
    memory["places"] = Json::array();
    return;
  }
  places.erase(places.begin());
  memory["places"] = std::move(places);
}

std::vector<std::string> send_case(Unit& unit, Conversation const& talk, Json& memory) {
  auto const definition = definition_of(unit.city, memory);
  auto actor = unit.actor;
  actor.channel = talk.channel;
  Unit as_caller{unit.city, unit.tx, actor, unit.now};
  auto const answers = memory.value("answers", Json::object());
  NewCase fresh{.service = definition->id,
                .definition = definition,
                .answers = to_text(answers),
                .reporter = {.phone = talk.phone, .language = talk.language},
                .language = talk.language,
                .external_source = "telephony",
                .external_id = talk.id + "/" + std::to_string(talk.step)};
  for (auto const& question : definition->questions)
    if (question.type == QuestionType::longtext && !question.personal && fresh.description.empty())
      fresh.description = text_of(answers, question.id);
  auto const opened = open_case(as_caller, fresh);
  auto contact = interaction_by_id(view_of(unit), talk.interaction);
  if (!contact.ended) link_case(unit, contact, opened.id, definition->id);
  auto const due = opened.due_at
                       ? long_date(TimeZone{unit.city.settings.get()->time_zone}.date_of(last_moment(*opened.due_at)), talk.language)
                       : std::string{};
  std::vector<std::string> lines{words(unit.city, talk, _("Thank you. Your number is {number}.").with("number", opened.number))};
  if (!due.empty()) lines.push_back(words(unit.city, talk, _("We aim to finish by {date}.").with("date", due)));
  if (talk.channel == Channel::sms) lines.push_back(tracking_url(unit.city, opened.id, opened.number));
  return lines;
}

std::vector<std::string> status_lines(View const& view, Conversation const& talk, std::string_view number) {
  std::string digits;
  for (char const letter : number)
    if (letter >= '0' && letter <= '9') digits += letter;
  std::set<std::string> tried{std::string{trim(number)}};
  std::set<std::string> patterns;
  auto const definitions = view.city.definitions.get();
  for (auto const& definition : definitions->current()) patterns.insert(definition->number);
  for (auto const& pattern : patterns) {
    // "SR-{yy}-{seq:6}" with 27000123, or with 27 and 123.
    auto const letters = pattern.substr(0, pattern.find('{'));
    if (digits.size() < 3 || pattern.find("{yy}-{seq:6}") == std::string::npos) continue;
    auto const count = digits.substr(2);
    tried.insert(letters + digits.substr(0, 2) + "-" + std::string(count.size() < 6 ? 6 - count.size() : 0, '0') + count);
  }
  for (auto const& candidate : tried) {
    try {
      auto const report = public_case(view, candidate);
      auto const* state = report.definition->workflow.state(report.state);
      auto const title = report.title.empty() ? std::string{report.definition->title.in(talk.language)} : report.title;
      std::vector<std::string> lines{
          words(view.city, talk,
                _("{number}, {title}: {state}.")
                    .with("number", report.number)
                    .with("title", title)
                    .with("state", state == nullptr ? report.state : std::string{public_label(*state, talk.language)}))};
      if (!report.notes.empty()) lines.push_back(report.notes);
      return lines;
    } catch (Refusal const&) {
      continue;  // not this one, or not for the public
    }
  }
  return {};
}

}  // namespace cityhall
