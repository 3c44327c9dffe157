#include "services/telephony/dialog.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "kernel/interactions/call_back.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/parties/party.h"
#include "services/telephony/dialog_case.h"
#include "services/telephony/step.h"

namespace cityhall {
namespace telephony {
namespace {

constexpr int misses_max = 3;

/// "8:00 AM" and "8:00".
std::string clock_words(int minute, std::string_view language) {
  auto const hour = minute / 60;
  if (!language.starts_with("en")) return fmt::format("{}:{:02}", hour, minute % 60);
  return fmt::format("{}:{:02} {}", hour % 12 == 0 ? 12 : hour % 12, minute % 60, hour % 24 < 12 ? "AM" : "PM");
}

void tell_closed(Step& step) {
  auto const when = step.account.every_day ? _("Nobody can answer right now. People answer from {opens} to {closes}.")
                                           : _("Nobody can answer right now. People answer on business days from {opens} to {closes}.");
  step.tell(when
                .with("opens", clock_words(step.account.opens_minute, step.talk.language))
                .with("closes", clock_words(step.account.closes_minute, step.talk.language)));
}

Prompt hear_language(Step& step) {
  auto const settings = step.unit.city.settings.get();
  auto const choice = choice_of(step.heard);
  if (choice < 1 || choice > static_cast<int>(settings->languages.size())) return not_understood(step);
  step.talk.language = settings->languages.at(static_cast<std::size_t>(choice) - 1);
  step.go("menu");
  return prompt_at(step);
}

Prompt hear_menu(Step& step) {
  switch (choice_of(step.heard)) {
    case 0:
      return offer_person(step);
    case 1:
      step.memory["page"] = 0;
      step.go("group");
      break;
    case 2:
      step.go("status");
      break;
    case 3:
      step.go(step.voice() ? "voicemail" : "message");
      break;
    case 4:
      step.go("call-back");
      break;
    default:
      return step.heard.words.empty() ? not_understood(step) : find_service(step);
  }
  return prompt_at(step);
}

Prompt menu_prompt(Step& step) {
  if (!step.voice()) {
    step.tell(_("Write what the problem is, or: 1 report, 2 status of a request, 3 message to us, 4 call me back."));
    return {.lines = step.told, .speech = true};
  }
  step.tell(_("To report a problem, press 1, or say what it is. To hear how a request stands, press 2."));
  step.tell(_("To leave a message, press 3. To be called back, press 4."));
  if (is_open(step.unit.city, step.account, step.unit.now)) step.tell(_("To talk to a person, press 0 at any time."));
  return {.lines = step.told, .digits_max = 1, .speech = true};
}

/// Each language says in itself how to choose it.
Prompt language_prompt(Step& step) {
  auto const settings = step.unit.city.settings.get();
  Prompt prompt{.lines = step.told, .languages = std::vector<std::string>(step.told.size(), step.talk.language), .digits_max = 1};
  for (auto const& language : settings->languages) {
    auto const digit = std::to_string(prompt.lines.size() - step.told.size() + 1);
    prompt.lines.push_back(step.unit.city.translations().text(_("For English, press {digit}.").with("digit", digit), language));
    prompt.languages.push_back(language);
  }
  return prompt;
}

Prompt words_prompt(Step& step) {
  auto const& node = step.talk.node;
  if (node == "status")
    step.tell(step.voice() ? _("Key the digits of the number of your request, and then the pound key.")
                           : _("Write the number of your request."));
  else if (node == "message") step.tell(_("Write your message now."));
  else
    step.tell(step.voice()
                  ? _("To be called at this number, press 1. For another one, key it with the area code, and then the pound key.")
                  : _("Shall we call this number? 1 yes, or write another number."));
  return {.lines = step.told};
}

Prompt voicemail_prompt(Step& step) {
  step.tell(_("Please say what we can do after the tone, with the address and your name. Press the pound key when you are done."));
  return {.lines = step.told, .then = Prompt::Then::record};
}

PartyId party_of(Step const& step) {
  auto const known = parties_with(view_of(step.unit), step.talk.phone, 1);
  return known.empty() ? PartyId{} : known.front();
}

Prompt begin(Step& step) {
  auto const settings = step.unit.city.settings.get();
  if (step.talk.language.empty()) step.talk.language = settings->default_language();
  auto const party = party_of(step);
  auto const known = party ? party_by_id(view_of(step.unit), party) : std::nullopt;
  step.memory = Json::object();
  step.talk.interaction = begin_interaction(step.unit, {.channel = step.talk.channel,
                                                        .caller_name = known ? known->name : std::string{},
                                                        .caller_contact = step.talk.phone,
                                                        .language = step.talk.language,
                                                        .external_id = step.voice() ? step.talk.id : std::string{},
                                                        .party = party});
  step.tell(_("This is {city}. In danger? Call 911.").with("city", settings->name));
  step.go(step.voice() && settings->languages.size() > 1 ? "language" : "menu");
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

Json memory_of(Conversation const& talk) {
  auto memory = parse_json(talk.memory);
  return memory && memory->is_object() ? *memory : Json::object();
}

}  // namespace

void Step::go(std::string node) {
  talk.node = std::move(node);
  memory["misses"] = 0;
}

Prompt offer_person(Step& step) {
  if (!step.voice()) {
    step.go("call-back");
    return prompt_at(step);
  }
  if (!is_open(step.unit.city, step.account, step.unit.now)) {
    tell_closed(step);
    step.go("voicemail");
    return prompt_at(step);
  }
  step.tell(_("Please hold. We connect you to a person."));
  auto contact = interaction_by_id(view_of(step.unit), step.talk.interaction);
  auto const& queue = step.account.queue;
  if (!contact.ended)
    hand_to_person(step.unit, contact,
                   {.queue = queue.empty() ? "contact" : queue, .topic = text_of(step.memory, "service"), .context = context_of(step)});
  step.go("queue");
  return {.lines = step.told, .then = Prompt::Then::queue};
}

Prompt not_understood(Step& step) {
  auto const misses = step.memory.value("misses", 0) + 1;
  step.memory["misses"] = misses;
  if (misses >= misses_max && step.voice()) {
    if (step.talk.node != "voicemail") return offer_person(step);
    step.tell(_("Goodbye."));
    return {.lines = step.told, .then = Prompt::Then::end};
  }
  step.tell(_("I did not understand that."));
  return prompt_at(step);
}

Prompt hear_status(Step& step) {
  auto const& typed = !step.heard.digits.empty() ? step.heard.digits : step.heard.words;
  auto const lines = status_lines(step, typed);
  if (lines.empty()) step.tell(_("There is no request with this number."));
  else step.memory["result"] = "status_given";
  step.told.insert(step.told.end(), lines.begin(), lines.end());
  step.go("menu");
  if (!step.voice()) return {.lines = step.told};
  return prompt_at(step);
}

Prompt hear_message(Step& step) {
  auto const id = step.voice() ? step.heard.recording : step.talk.id + "/" + std::to_string(step.talk.step);
  if (id.empty()) return not_understood(step);
  auto const contact = interaction_by_id(view_of(step.unit), step.talk.interaction);
  keep_incoming(step.unit, {.channel = step.talk.channel,
                            .interaction = step.talk.interaction,
                            .external_id = id,
                            .language = step.talk.language,
                            .sender_name = contact.caller_name,
                            .sender_contact = step.talk.phone,
                            .body = step.heard.words});
  step.tell(_("Thank you. Somebody reads or hears your message on the next business day."));
  step.go("menu");
  return {.lines = step.told, .then = step.voice() ? Prompt::Then::end : Prompt::Then::listen};
}

Prompt hear_call_back(Step& step) {
  auto const keyed = normal_phone(step.heard.digits.size() >= 7 ? step.heard.digits : step.heard.words);
  auto const phone = is_yes(step.heard) ? step.talk.phone : keyed;
  if (phone.empty()) return not_understood(step);
  auto const contact = interaction_by_id(view_of(step.unit), step.talk.interaction);
  ask_call_back(step.unit, {.name = contact.caller_name,
                            .phone = phone,
                            .reason = context_of(step),
                            .queue = step.account.queue,
                            .language = step.talk.language,
                            .interaction = step.talk.interaction,
                            .external_id = step.talk.id + "/" + std::to_string(step.talk.step)});
  step.memory["result"] = "call_back";
  step.tell(_("We will call you back. Goodbye."));
  step.go("menu");
  return {.lines = step.told, .then = step.voice() ? Prompt::Then::end : Prompt::Then::listen};
}

Prompt prompt_at(Step& step) {
  auto const& node = step.talk.node;
  if (node == "language") return language_prompt(step);
  if (node == "group") return group_prompt(step);
  if (node == "service") return service_prompt(step);
  if (node == "meant") return meant_prompt(step);
  if (node == "place" || node == "send" || node.starts_with("question:")) return question_prompt(step);
  if (node == "status" || node == "message" || node == "call-back") return words_prompt(step);
  if (node == "voicemail") return voicemail_prompt(step);
  if (node == "queue") return {.lines = step.told, .then = Prompt::Then::queue};
  return menu_prompt(step);
}

}  // namespace telephony

Prompt advance(Unit& unit, Conversation& talk, TelephonyAccount const& account, Heard const& heard) {
  auto memory = telephony::memory_of(talk);
  telephony::Step step{unit, talk, account, heard, memory};
  auto prompt = telephony::hear(step);
  talk.memory = to_text(memory);
  ++talk.step;
  return prompt;
}

Prompt repeat(Unit& unit, Conversation& talk, TelephonyAccount const& account) {
  Heard const nothing;
  auto memory = telephony::memory_of(talk);
  telephony::Step step{unit, talk, account, nothing, memory};
  return telephony::prompt_at(step);
}

Prompt after_waiting(Unit& unit, Conversation& talk, TelephonyAccount const& account) {
  Heard const nothing;
  auto memory = telephony::memory_of(talk);
  telephony::Step step{unit, talk, account, nothing, memory};
  step.go("call-back");
  auto prompt = telephony::prompt_at(step);
  talk.memory = to_text(memory);
  ++talk.step;
  return prompt;
}

}  // namespace cityhall
