// Text messages: one message is one hook, the answer goes back in the same response.

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/interactions/interaction.h"
#include "kernel/parties/party.h"
#include "kernel/telephony/texts.h"
#include "services/telephony/hook_parts.h"
#include "services/telephony/hooks.h"

namespace cityhall {
namespace {

using standards::Twiml;

constexpr auto forgotten_after = std::chrono::hours{24};

std::string written(Prompt const& prompt) {
  auto const text = join(prompt.lines, "\n");
  return text.empty() ? Twiml{}.text() : Twiml{}.verb("Message", {}, text).text();
}

bool is_word(std::string_view text, std::initializer_list<std::string_view> words) {
  auto const folded = fold(text);
  return std::find(words.begin(), words.end(), folded) != words.end();
}

std::string say(Unit& unit, Conversation const& talk, Message const& message) {
  return unit.city.translations().text(message, talk.language);
}

/// STOP, START and HELP come before everything else (CTIA Messaging Principles and Best Practices, 5.1.3).
std::optional<std::string> keyword_answer(Unit& unit, Conversation const& talk, std::string_view text) {
  auto const settings = unit.city.settings.get();
  if (is_word(text, {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "alto", "parar", "baja"})) {
    set_stopped(unit, talk.phone, true);
    return say(unit, talk, _("{city}: you get no more text messages. Write START to get them again.").with("city", settings->name));
  }
  if (is_word(text, {"start", "unstop", "iniciar", "alta", "empezar"})) {
    set_stopped(unit, talk.phone, false);
    return say(unit, talk, _("{city}: you get text messages again. Write HELP for help.").with("city", settings->name));
  }
  if (is_word(text, {"help", "info", "ayuda"}))
    return say(unit, talk,
               _("{city}: write what the problem is, or the number of your request. STOP ends messages. Call {phone} to talk to us.")
                   .with("city", settings->name)
                   .with("phone", settings->phone));
  return std::nullopt;
}

/// A language that is asked for by its name, and the one that somebody begins in.
bool choose_language(Call const& call, Conversation& talk, std::string_view text) {
  auto const settings = call.city.settings.get();
  auto const before = talk.language;
  if (is_word(text, {"espanol", "spanish", "es"}) && settings->speaks("es")) talk.language = "es";
  if (is_word(text, {"english", "ingles", "en"}) && settings->speaks("en")) talk.language = "en";
  auto const named = talk.language != before;
  if (talk.language.empty()) {
    bool const spanish = is_word(text, {"hola", "ayuda", "alto", "parar", "baja", "alta", "iniciar", "empezar"});
    talk.language = spanish && settings->speaks("es") ? "es" : settings->default_language();
  }
  return named;
}

/// A text that is the number of a request asks how it stands.
bool is_request_number(std::string_view text) {
  auto const digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return text.size() >= 8 && text.size() <= 24 && digits >= 6 && text.find(' ') == std::string_view::npos;
}

/// What one conversation was about is settled: the next text message begins anew.
void end_when_settled(Unit& unit, Conversation& talk) {
  if (talk.node != "menu" || telephony::result_of(talk, {}).empty()) return;
  auto contact = interaction_by_id(view_of(unit), talk.interaction);
  if (!contact.ended) end(unit, contact, telephony::result_of(talk, "unresolved"), "");
  talk.node = "begin";
  talk.memory = "{}";
}

void begin_anew(Unit& unit, Conversation& talk) {
  if (talk.interaction) {
    auto contact = interaction_by_id(view_of(unit), talk.interaction);
    if (!contact.ended) end(unit, contact, telephony::result_of(talk, "unresolved"), "");
  }
  talk.node = "begin";
}

std::string answer_to(Unit& unit, Conversation& talk, TelephonyAccount const& account, std::string_view text) {
  if (auto const keyword = keyword_answer(unit, talk, text)) return written({.lines = {*keyword}});
  if (is_stopped(view_of(unit), talk.phone)) return Twiml{}.text();
  if (is_request_number(text) && (talk.node == "menu" || talk.node == "begin")) {
    if (talk.node == "begin") advance(unit, talk, account, {});
    talk.node = "status";
  }
  auto const prompt = advance(unit, talk, account, {.words = std::string{text}});
  end_when_settled(unit, talk);
  return written(prompt);
}

}  // namespace

web::Response hear_text(Call& call) {
  auto const account = telephony::account_of(call);
  auto const& fields = call.request.form.fields;
  auto const id = telephony::hook_id(call, "MessageSid");
  auto const phone = normal_phone(fields.get("From"));
  auto const text = shorten(trim(without_control_characters(fields.get("Body"))), 1600);
  if (phone.empty() || !account.texts) return telephony::twiml(Twiml{}.text());
  auto const name = "sms:" + phone;
  if (auto const before = earlier_answer(call.view(), name, id)) return telephony::twiml(*before);
  auto const actor = telephony::hook_actor(Channel::sms);
  Unit unit{call.city, *call.transaction, actor, call.now};
  auto talk = find_conversation(call.view(), name).value_or(Conversation{.id = name, .channel = Channel::sms, .phone = phone});
  // After a day nobody remembers what was asked.
  if (talk.node != "begin" && call.now - talk.updated > forgotten_after) begin_anew(unit, talk);
  auto const named = choose_language(call, talk, text);
  auto answer = named && talk.node == "begin" ? written(advance(unit, talk, account, {})) : answer_to(unit, talk, account, text);
  keep_conversation(unit, talk);
  keep_answer(unit, name, id, answer);
  return telephony::twiml(std::move(answer));
}

}  // namespace cityhall
