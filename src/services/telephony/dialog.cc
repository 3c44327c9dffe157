#include "services/telephony/dialog.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/interactions/call_back.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/parties/party.h"
#include "kernel/search/search.h"
#include "services/telephony/dialog_case.h"
#include "services/telephony/dialog_words.h"

namespace cityhall {
namespace {

constexpr int misses_max = 3;
constexpr std::size_t choices_max = 8;  // 9 is "more"

/// One step in the making.
struct Step {
  Unit& unit;
  Conversation& talk;
  TelephonyAccount const& account;
  Heard const& heard;
  Json memory;
  std::vector<std::string> told{};  // said before the next question
  bool voice() const { return talk.channel == Channel::ivr; }
  void tell(Message const& message) { told.push_back(words(unit.city, talk, message)); }
};

Prompt prompt_at(Step& step);

/// The number that was keyed or written; -1 when it was none.
int choice_of(Heard const& heard) {
  auto const text = !heard.digits.empty() ? std::string_view{heard.digits} : trim(heard.words);
  if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos) return -1;
  return std::stoi(std::string{text});
}

bool says(Heard const& heard, std::initializer_list<std::string_view> meant) {
  auto const folded = fold(heard.words);
  return std::any_of(meant.begin(), meant.end(),
                     [&](std::string_view word) { return folded == word || folded.starts_with(std::string{word} + " "); });
}

bool is_yes(Heard const& heard) { return choice_of(heard) == 1 || says(heard, {"yes", "y", "si", "yeah", "correct", "correcto"}); }
bool is_no(Heard const& heard) { return choice_of(heard) == 2 || says(heard, {"no", "n", "nope"}); }

void go(Step& step, std::string node) {
  step.talk.node = std::move(node);
  step.memory["misses"] = 0;
}

Prompt offer_person(Step& step) {
  if (step.voice() && is_open(step.unit.city, step.account, step.unit.now)) {
    step.tell(_("Please hold. We connect you to a person."));
    go(step, "queue");
    return {.lines = step.told, .then = Prompt::Then::queue};
  }
  step.tell(_("Nobody can answer right now."));
  go(step, step.voice() ? "voicemail" : "menu");
  return prompt_at(step);
}

Prompt not_understood(Step& step) {
  auto const misses = step.memory.value("misses", 0) + 1;
  step.memory["misses"] = misses;
  if (misses >= misses_max && step.voice()) return offer_person(step);
  step.tell(_("I did not understand that."));
  return prompt_at(step);
}

std::vector<std::string> groups_of(Step const& step) {
  std::vector<std::string> groups;
  auto const definitions = step.unit.city.definitions.get();
  for (auto const& definition : definitions->current())
    if (definition->offers(channel_word(step.talk)) && std::find(groups.begin(), groups.end(), definition->open311.group) == groups.end())
      groups.push_back(definition->open311.group);
  std::sort(groups.begin(), groups.end());
  return groups;
}

std::vector<DefinitionPtr> services_of(Step const& step, std::string_view group) {
  std::vector<DefinitionPtr> services;
  auto const definitions = step.unit.city.definitions.get();
  for (auto const& definition : definitions->current())
    if (definition->offers(channel_word(step.talk)) && definition->open311.group == group) services.push_back(definition);
  return services;
}

/// A menu of names: "For Streets, press 1."; with 9 for the next page.
Prompt name_menu(Step& step, std::vector<std::string> const& names) {
  auto const from = step.memory.value("page", std::size_t{0}) * choices_max;
  for (auto i = from; i < std::min(names.size(), from + choices_max); ++i)
    step.tell((step.voice() ? _("For {name}, press {digit}.") : _("{digit}: {name}"))
                  .with("name", names[i])
                  .with("digit", std::to_string(i - from + 1)));
  if (names.size() > from + choices_max) step.tell(step.voice() ? _("For more, press 9.") : _("9: more"));
  return {.lines = step.told, .digits_max = 1, .speech = true};
}

/// The index that was chosen from such a menu; -1: none, -2: the next page.
int chosen(Step& step, std::size_t count) {
  auto const choice = choice_of(step.heard);
  auto const from = step.memory.value("page", std::size_t{0}) * choices_max;
  if (choice == 9 && count > from + choices_max) return -2;
  auto const index = from + static_cast<std::size_t>(choice) - 1;
  return choice >= 1 && choice <= static_cast<int>(choices_max) && index < count ? static_cast<int>(index) : -1;
}

Prompt begin_service(Step& step, Definition const& definition) {
  step.memory["service"] = definition.id;
  step.memory["answers"] = Json::object();
  if (!definition.warning.empty()) step.told.emplace_back(definition.warning.in(step.talk.language));
  go(step, next_question(step.unit.city, step.talk, step.memory));
  return prompt_at(step);
}

/// Words that describe a problem: the service that is probably meant.
Prompt find_service(Step& step) {
  auto names = Json::array();
  for (auto const& hit : find_services(step.unit.city, step.heard.words, 3))
    if (hit.definition->offers(channel_word(step.talk))) names.push_back(hit.definition->id);
  if (names.empty()) return not_understood(step);
  step.memory["meant"] = std::move(names);
  go(step, "meant");
  return prompt_at(step);
}

Prompt hear_language(Step& step) {
  auto const settings = step.unit.city.settings.get();
  auto const choice = choice_of(step.heard);
  if (choice < 1 || choice > static_cast<int>(settings->languages.size())) return not_understood(step);
  step.talk.language = settings->languages.at(static_cast<std::size_t>(choice) - 1);
  go(step, "menu");
  return prompt_at(step);
}

Prompt hear_menu(Step& step) {
  auto const choice = choice_of(step.heard);
  if (choice == 0) return offer_person(step);
  if (choice == 1) {
    step.memory["page"] = 0;
    go(step, "group");
  } else if (choice == 2) {
    go(step, "status");
  } else if (choice == 3) {
    go(step, step.voice() ? "voicemail" : "message");
  } else if (choice == 4) {
    go(step, "call-back");
  } else {
    return step.heard.words.empty() ? not_understood(step) : find_service(step);
  }
  return prompt_at(step);
}

Prompt hear_group(Step& step) {
  auto const groups = groups_of(step);
  auto const index = chosen(step, groups.size());
  if (index == -2) {
    step.memory["page"] = step.memory.value("page", 0) + 1;
    return prompt_at(step);
  }
  if (index < 0) return step.heard.words.empty() ? not_understood(step) : find_service(step);
  step.memory["group"] = groups.at(static_cast<std::size_t>(index));
  step.memory["page"] = 0;
  go(step, "service");
  return prompt_at(step);
}

Prompt hear_service(Step& step) {
  auto const services = services_of(step, text_of(step.memory, "group"));
  auto const index = chosen(step, services.size());
  if (index == -2) {
    step.memory["page"] = step.memory.value("page", 0) + 1;
    return prompt_at(step);
  }
  if (index < 0) return step.heard.words.empty() ? not_understood(step) : find_service(step);
  return begin_service(step, *services.at(static_cast<std::size_t>(index)));
}

Prompt hear_meant(Step& step) {
  auto const names = step.memory.value("meant", Json::array());
  auto const choice = choice_of(step.heard);
  auto const definitions = step.unit.city.definitions.get();
  if (choice >= 1 && choice <= static_cast<int>(names.size()))
    if (auto const definition = definitions->find(names.at(static_cast<std::size_t>(choice) - 1).get<std::string>()))
      return begin_service(step, *definition);
  if (choice == 0 || is_no(step.heard)) {
    go(step, "menu");
    return prompt_at(step);
  }
  return step.heard.words.empty() ? not_understood(step) : find_service(step);
}

Prompt hear_question(Step& step) {
  auto const fault = take_answer(step.unit, step.talk, step.memory, {step.heard.digits, step.heard.words});
  if (!fault.empty()) {
    step.told.push_back(fault);
    return not_understood(step);
  }
  go(step, next_question(step.unit.city, step.talk, step.memory));
  return prompt_at(step);
}

Prompt hear_place(Step& step) {
  if (is_yes(step.heard)) {
    settle_place(step.unit.city, step.memory, true);
    go(step, next_question(step.unit.city, step.talk, step.memory));
  } else if (is_no(step.heard)) {
    settle_place(step.unit.city, step.memory, false);
    go(step, step.memory.value("places", Json::array()).empty() ? next_question(step.unit.city, step.talk, step.memory) : "place");
  } else {
    return not_understood(step);
  }
  return prompt_at(step);
}

Prompt hear_send(Step& step) {
  if (is_no(step.heard)) {
    step.tell(_("Nothing was sent."));
    go(step, "menu");
    return prompt_at(step);
  }
  if (!is_yes(step.heard)) return not_understood(step);
  try {
    for (auto& line : step.unit.tx.attempt([&] { return send_case(step.unit, step.talk, step.memory); }))
      step.told.push_back(std::move(line));
  } catch (Refusal const& refusal) {
    for (auto const& field : refusal.fields) step.tell(field.message);
    if (refusal.fields.empty()) step.tell(refusal.message);
    go(step, "menu");
    return prompt_at(step);
  }
  step.memory = Json{{"misses", 0}};
  go(step, "menu");
  if (step.voice()) {
    step.tell(_("Goodbye."));
    return {.lines = step.told, .then = Prompt::Then::end};
  }
  return {.lines = step.told};
}

Prompt hear_status(Step& step) {
  auto const typed = !step.heard.digits.empty() ? step.heard.digits : step.heard.words;
  auto const lines = status_lines(view_of(step.unit), step.talk, typed);
  if (lines.empty()) {
    step.tell(_("There is no request with this number."));
    go(step, "menu");
    return prompt_at(step);
  }
  step.told.insert(step.told.end(), lines.begin(), lines.end());
  go(step, "menu");
  if (!step.voice()) return {.lines = step.told};
  return prompt_at(step);
}

Prompt hear_message(Step& step) {
  if (step.heard.nothing()) return not_understood(step);
  auto const id = step.voice() ? step.heard.recording : step.talk.id + "/" + std::to_string(step.talk.step);
  if (id.empty()) return not_understood(step);
  keep_incoming(step.unit, {.channel = step.talk.channel,
                            .interaction = step.talk.interaction,
                            .external_id = id,
                            .language = step.talk.language,
                            .sender_contact = step.talk.phone,
                            .body = step.heard.words});
  step.tell(_("Thank you. Somebody reads or hears your message on the next working day."));
  go(step, "menu");
  return {.lines = step.told, .then = step.voice() ? Prompt::Then::end : Prompt::Then::listen};
}

Prompt hear_call_back(Step& step) {
  auto const keyed = normal_phone(step.heard.digits.size() >= 7 ? step.heard.digits : step.heard.words);
  auto const phone = is_yes(step.heard) ? step.talk.phone : keyed;
  if (phone.empty()) return not_understood(step);
  ask_call_back(step.unit, {.phone = phone,
                            .queue = step.account.queue,
                            .language = step.talk.language,
                            .interaction = step.talk.interaction,
                            .external_id = step.talk.id + "/" + std::to_string(step.talk.step)});
  step.tell(_("We will call you back. Goodbye."));
  go(step, "menu");
  return {.lines = step.told, .then = step.voice() ? Prompt::Then::end : Prompt::Then::listen};
}

Prompt menu_prompt(Step& step) {
  auto const person = is_open(step.unit.city, step.account, step.unit.now);
  if (step.voice()) {
    step.tell(_("To report a problem, press 1, or say what it is. To hear how a request stands, press 2."));
    step.tell(_("To leave a message, press 3. To be called back, press 4."));
    if (person) step.tell(_("To talk to a person, press 0."));
    return {.lines = step.told, .digits_max = 1, .speech = true};
  }
  step.tell(_("Write what the problem is, or: 1 report, 2 status of a request, 3 message to us, 4 call me back."));
  return {.lines = step.told, .speech = true};
}

Prompt meant_prompt(Step& step) {
  auto const definitions = step.unit.city.definitions.get();
  step.tell(_("Do you mean one of these?"));
  std::vector<std::string> names;
  for (auto const& id : step.memory.value("meant", Json::array()))
    if (auto const definition = definitions->find(id.get<std::string>())) names.emplace_back(definition->title.in(step.talk.language));
  step.memory["page"] = 0;
  auto prompt = name_menu(step, names);
  prompt.lines.push_back(words(step.unit.city, step.talk, step.voice() ? _("For none of them, press 0.") : _("0: none of them")));
  return prompt;
}

Prompt service_prompt(Step& step) {
  std::vector<std::string> names;
  for (auto const& definition : services_of(step, text_of(step.memory, "group")))
    names.emplace_back(definition->title.in(step.talk.language));
  return name_menu(step, names);
}

Prompt question_prompt(Step& step) {
  auto const asked = ask_question(step.unit.city, step.talk, step.memory);
  step.told.insert(step.told.end(), asked.lines.begin(), asked.lines.end());
  return {.lines = step.told, .digits_max = asked.digits_max, .speech = asked.speech};
}

Prompt language_prompt(Step& step) {
  auto const settings = step.unit.city.settings.get();
  int digit = 0;
  for (auto const& language : settings->languages)
    step.told.push_back(
        step.unit.city.translations().text(_("For English, press {digit}.").with("digit", std::to_string(++digit)), language));
  return {.lines = step.told, .digits_max = 1};
}

Prompt prompt_at(Step& step) {
  auto const& node = step.talk.node;
  if (node == "language") return language_prompt(step);
  if (node == "group") return name_menu(step, groups_of(step));
  if (node == "service") return service_prompt(step);
  if (node == "meant") return meant_prompt(step);
  if (node == "place" || node == "send" || node.starts_with("question:")) return question_prompt(step);
  if (node == "status") {
    step.tell(step.voice() ? _("Key the digits of the number of your request, and then the pound key.")
                           : _("Write the number of your request."));
    return {.lines = step.told};
  }
  if (node == "voicemail") {
    step.tell(_("Please say what we can do after the tone, with the address and your name. Press the pound key when you are done."));
    return {.lines = step.told, .then = Prompt::Then::record};
  }
  if (node == "message") {
    step.tell(_("Write your message now."));
    return {.lines = step.told, .speech = true};
  }
  if (node == "call-back") {
    step.tell(_("To be called at this number, press 1. For another one, key it with the area code, and then the pound key."));
    return {.lines = step.told};
  }
  return menu_prompt(step);
}

Prompt begin(Step& step) {
  auto const settings = step.unit.city.settings.get();
  if (step.talk.language.empty()) step.talk.language = settings->default_language();
  step.talk.interaction = begin_interaction(step.unit, {.channel = step.talk.channel,
                                                        .caller_contact = step.talk.phone,
                                                        .language = step.talk.language,
                                                        .external_id = step.voice() ? step.talk.id : std::string{}});
  step.tell(_("This is {city}. In danger? Call 911.").with("city", settings->name));
  go(step, step.voice() && settings->languages.size() > 1 ? "language" : "menu");
  if (!step.voice() && !step.heard.words.empty()) return hear_menu(step);
  return prompt_at(step);
}

Prompt hear(Step& step) {
  auto const node = step.talk.node;
  if (node == "begin") return begin(step);
  if (step.heard.nothing()) return not_understood(step);
  if (step.voice() && step.heard.digits == "0" && node != "meant") return offer_person(step);
  if (node == "language") return hear_language(step);
  if (node == "group") return hear_group(step);
  if (node == "service") return hear_service(step);
  if (node == "meant") return hear_meant(step);
  if (node == "place") return hear_place(step);
  if (node == "send") return hear_send(step);
  if (node.starts_with("question:")) return hear_question(step);
  if (node == "status") return hear_status(step);
  if (node == "voicemail" || node == "message") return hear_message(step);
  if (node == "call-back") return hear_call_back(step);
  return hear_menu(step);
}

Step step_of(Unit& unit, Conversation& talk, TelephonyAccount const& account, Heard const& heard) {
  auto memory = parse_json(talk.memory);
  return {unit, talk, account, heard, memory && memory->is_object() ? *memory : Json::object()};
}

}  // namespace

Prompt advance(Unit& unit, Conversation& talk, TelephonyAccount const& account, Heard const& heard) {
  auto step = step_of(unit, talk, account, heard);
  auto prompt = hear(step);
  talk.memory = to_text(step.memory);
  ++talk.step;
  return prompt;
}

Prompt repeat(Unit& unit, Conversation& talk, TelephonyAccount const& account) {
  Heard const nothing;
  auto step = step_of(unit, talk, account, nothing);
  return prompt_at(step);
}

}  // namespace cityhall
