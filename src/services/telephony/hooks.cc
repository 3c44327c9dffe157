#include "services/telephony/hooks.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/interactions/interaction.h"
#include "kernel/parties/party.h"
#include "services/telephony/dialog.h"
#include "services/telephony/dialog_words.h"
#include "standards/twilio.h"

namespace cityhall {
namespace {

using standards::Twiml;

Actor hook_actor(Channel channel) {
  auto actor = system_actor("telephone");
  actor.channel = channel;
  return actor;
}

/// The account, when the hook carries the provider's signature over this very address and all fields.
TelephonyAccount trusted_account(Call const& call) {
  auto account = telephony_account(call.view());
  if (!account) throw not_found();
  standards::HookFields fields;
  for (auto const& field : call.request.form.fields) fields.emplace_back(field.name, field.value);
  auto const url = call.city.settings.get()->base_url + call.request.target;
  auto const expected = standards::hook_signature(account->token, url, std::move(fields));
  if (!equal_secrets(expected, call.request.header("X-Twilio-Signature")))
    throw forbidden("hook.signature", _("This web hook is not signed by the telephone provider."),
                    _("Compare the token and the address of the city with what the provider has."));
  return std::move(*account);
}

std::string call_id(Call const& call) {
  auto const id = call.request.form.fields.get("CallSid");
  bool const fits = !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  });
  if (!fits) throw invalid("hook.call", _("The hook names no call."));
  return std::string{id};
}

web::Response twiml(std::string text) { return web::xml(std::move(text)); }

std::string spoken(Prompt const& prompt, Conversation const& talk) {
  Twiml answer;
  auto const action = "/telephony/voice/" + std::to_string(talk.step);
  auto const say = [&] {
    for (auto const& line : prompt.lines) answer.say(line, talk.language);
  };
  switch (prompt.then) {
    case Prompt::Then::listen:
      answer.open("Gather", {{"input", prompt.speech ? "dtmf speech" : "dtmf"},
                             {"action", action},
                             {"method", "POST"},
                             {"numDigits", prompt.digits_max > 0 ? std::to_string(prompt.digits_max) : std::string{}},
                             {"finishOnKey", "#"},
                             {"timeout", "6"},
                             {"speechTimeout", prompt.speech ? "auto" : ""},
                             {"language", talk.language.starts_with("es") ? "es-MX" : "en-US"},
                             {"actionOnEmptyResult", "true"}});
      say();
      answer.close();
      break;
    case Prompt::Then::record:
      say();
      answer.verb("Record", {{"action", action}, {"method", "POST"}, {"maxLength", "180"}, {"finishOnKey", "#"}, {"playBeep", "true"}});
      break;
    case Prompt::Then::queue:
      say();
      answer.verb("Enqueue", {{"action", action}, {"method", "POST"}, {"waitUrl", "/telephony/wait"}, {"waitUrlMethod", "POST"}},
                  "cityhall");
      break;
    case Prompt::Then::end:
      say();
      answer.verb("Hangup");
      break;
  }
  return answer.text();
}

std::string written(Prompt const& prompt) {
  std::string text;
  for (auto const& line : prompt.lines) {
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text.empty() ? Twiml{}.text() : Twiml{}.verb("Message", {}, text).text();
}

Heard heard_in(Call const& call) {
  auto const& fields = call.request.form.fields;
  return {.digits = std::string{fields.get("Digits")},
          .words = shorten(trim(fields.get("SpeechResult")), 500),
          .recording = std::string{fields.get("RecordingSid")}};
}

/// Back from the queue: put through, or the caller wants to be called back.
std::optional<Prompt> after_queue(Call const& call, Unit& unit, Conversation& talk, TelephonyAccount const& account) {
  auto const result = call.request.form.fields.get("QueueResult");
  if (talk.node != "queue" || result.empty()) return std::nullopt;
  ++talk.step;
  if (result != "leave") return Prompt{.then = Prompt::Then::end};
  talk.node = "call-back";
  return repeat(unit, talk, account);
}

Prompt next_prompt(Call const& call, Unit& unit, Conversation& talk, TelephonyAccount const& account) {
  if (auto prompt = after_queue(call, unit, talk, account)) return std::move(*prompt);
  auto prompt = advance(unit, talk, account, heard_in(call));
  if (prompt.then == Prompt::Then::queue) {
    auto contact = interaction_by_id(view_of(unit), talk.interaction);
    if (!contact.ended) hand_to_person(unit, contact, account.queue.empty() ? "contact" : account.queue);
  }
  return prompt;
}

bool is_word(std::string_view text, std::initializer_list<std::string_view> words) {
  auto const folded = fold(text);
  return std::find(words.begin(), words.end(), folded) != words.end();
}

/// STOP, START and HELP come before everything else (CTIA messaging principles).
std::optional<std::string> keyword_answer(Unit& unit, Conversation const& talk, std::string_view text) {
  auto const name = unit.city.settings.get()->name;
  if (is_word(text, {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "alto", "parar", "baja"})) {
    set_stopped(unit, talk.phone, true);
    return words(unit.city, talk, _("{city}: you get no more text messages. Write START to get them again.").with("city", name));
  }
  if (is_word(text, {"start", "unstop", "yes start", "iniciar", "alta"})) {
    set_stopped(unit, talk.phone, false);
    return words(unit.city, talk, _("{city}: you get text messages again. Write HELP for help.").with("city", name));
  }
  if (is_word(text, {"help", "info", "ayuda"}))
    return words(unit.city, talk,
                 _("{city}: write what the problem is, or the number of your request. STOP ends messages. Call {phone} to talk to us.")
                     .with("city", name)
                     .with("phone", unit.city.settings.get()->phone));
  return std::nullopt;
}

void choose_language(Call const& call, Conversation& talk, std::string_view text) {
  auto const settings = call.city.settings.get();
  if (is_word(text, {"espanol", "spanish", "es"}) && settings->speaks("es")) talk.language = "es";
  if (is_word(text, {"english", "ingles", "en"}) && settings->speaks("en")) talk.language = "en";
  if (talk.language.empty()) {
    bool const spanish = is_word(text, {"hola", "ayuda", "alto", "parar", "baja", "alta", "iniciar"});
    talk.language = spanish && settings->speaks("es") ? "es" : settings->default_language();
  }
}

/// A text that is the number of a request asks how it stands.
bool is_request_number(std::string_view text) {
  return text.size() >= 8 && text.size() <= 24 &&
         std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 6 &&
         text.find(' ') == std::string_view::npos;
}

}  // namespace

web::Response hear_call(Call& call) {
  auto const account = trusted_account(call);
  auto const id = call_id(call);
  auto const asked = call.path_value("step").empty() ? std::string_view{"begin"} : call.path_value("step");
  if (auto const before = earlier_answer(call.view(), id, asked)) return twiml(*before);
  auto const actor = hook_actor(Channel::ivr);
  Unit unit{call.city, *call.transaction, actor, call.now};
  auto talk = find_conversation(call.view(), id)
                  .value_or(Conversation{.id = id, .channel = Channel::ivr, .phone = normal_phone(call.request.form.fields.get("From"))});
  auto const expected = talk.node == "begin" ? std::string{"begin"} : std::to_string(talk.step);
  // A hook that comes too late or too early changes nothing: the caller hears where the call stands.
  if (asked != expected) {
    auto const prompt = talk.node == "begin" ? next_prompt(call, unit, talk, account) : repeat(unit, talk, account);
    if (talk.node != "begin") keep_conversation(unit, talk);
    return twiml(spoken(prompt, talk));
  }
  auto const prompt = next_prompt(call, unit, talk, account);
  keep_conversation(unit, talk);
  auto answer = spoken(prompt, talk);
  keep_answer(unit, id, asked, answer);
  return twiml(std::move(answer));
}

web::Response hold_call(Call& call) {
  auto const account = trusted_account(call);
  auto const id = call_id(call);
  auto const talk = find_conversation(call.view(), id).value_or(Conversation{.id = id, .language = call.language});
  if (call.request.form.fields.get("Digits") == "1") return twiml(Twiml{}.verb("Leave").text());
  auto const position = call.request.form.fields.get("QueuePosition");
  Twiml answer;
  answer.open("Gather", {{"input", "dtmf"}, {"action", "/telephony/wait"}, {"method", "POST"}, {"numDigits", "1"}, {"timeout", "25"}});
  if (!position.empty())
    answer.say(words(call.city, talk, _("You are number {position} in the queue.").with("position", std::string{position})), talk.language);
  answer.say(words(call.city, talk, _("To be called back instead, press 1.")), talk.language);
  answer.close().verb("Redirect", {{"method", "POST"}}, "/telephony/wait");
  return twiml(answer.text());
}

web::Response connect_call(Call& call) {
  auto const account = trusted_account(call);
  auto const actor = hook_actor(Channel::phone);
  View const view{call.city, call.reader, actor};
  auto const agent = cityhall::account(view, AccountId{parse_id(call.path_value("agent"))});
  auto const phone = account.phone_of(agent.email);
  auto const talk = find_conversation(call.view(), call_id(call)).value_or(Conversation{.language = call.language});
  if (phone.empty())
    return twiml(Twiml{}
                     .say(words(call.city, talk, _("Nobody can answer right now.")), talk.language)
                     .verb("Enqueue", {{"waitUrl", "/telephony/wait"}, {"waitUrlMethod", "POST"}}, "cityhall")
                     .text());
  Twiml answer;
  answer.open("Dial", {{"callerId", account.number}, {"timeout", "20"}}).verb("Number", {}, phone).close();
  return twiml(answer.text());
}

web::Response note_call_status(Call& call) {
  trusted_account(call);
  auto const status = call.request.form.fields.get("CallStatus");
  constexpr std::array<std::string_view, 5> over{"completed", "busy", "failed", "no-answer", "canceled"};
  auto const talk = find_conversation(call.view(), call_id(call));
  if (!talk || std::find(over.begin(), over.end(), status) == over.end()) return web::no_content();
  auto const actor = hook_actor(Channel::ivr);
  Unit unit{call.city, *call.transaction, actor, call.now};
  auto contact = interaction_by_id(view_of(unit), talk->interaction);
  // An agent who talked to them says himself how it ended.
  if (contact.ended || contact.taken) return web::no_content();
  auto const memory = parse_json(talk->memory);
  auto const result = memory ? text_of(*memory, "result") : std::string{};
  end(unit, contact, !result.empty() ? result : contact.queue.empty() ? "unresolved" : "abandoned", "");
  return web::no_content();
}

web::Response hear_text(Call& call) {
  auto const account = trusted_account(call);
  auto const& fields = call.request.form.fields;
  auto const id = std::string{fields.get("MessageSid")};
  auto const phone = normal_phone(fields.get("From"));
  auto const text = shorten(trim(fields.get("Body")), 1600);
  if (id.empty() || phone.empty()) throw invalid("hook.message", _("The hook names no message or no sender."));
  auto const name = "sms:" + phone;
  if (auto const before = earlier_answer(call.view(), name, id)) return twiml(*before);
  auto const actor = hook_actor(Channel::sms);
  Unit unit{call.city, *call.transaction, actor, call.now};
  auto talk = find_conversation(call.view(), name).value_or(Conversation{.id = name, .channel = Channel::sms, .phone = phone});
  // After a day nobody remembers what was asked.
  if (talk.node != "begin" && call.now - talk.updated > std::chrono::days{1}) talk.node = "menu";
  choose_language(call, talk, text);
  std::string answer;
  if (auto const keyword = keyword_answer(unit, talk, text)) {
    answer = written({.lines = {*keyword}});
  } else if (is_stopped(call.view(), phone)) {
    answer = Twiml{}.text();
  } else {
    if (is_request_number(text) && (talk.node == "menu" || talk.node == "begin")) {
      if (talk.node == "begin") advance(unit, talk, account, {});
      talk.node = "status";
    }
    answer = written(advance(unit, talk, account, {.words = text}));
  }
  keep_conversation(unit, talk);
  keep_answer(unit, name, id, answer);
  return twiml(std::move(answer));
}

}  // namespace cityhall
