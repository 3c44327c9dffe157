// Calls: each answer of the caller comes as a web hook, each of ours goes back as TwiML.

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/interactions/interaction.h"
#include "kernel/parties/party.h"
#include "services/telephony/hook_parts.h"
#include "services/telephony/hooks.h"

namespace cityhall {
namespace {

using standards::Twiml;
using telephony::account_of;
using telephony::hook_actor;
using telephony::twiml;

constexpr std::string_view queue_name = "cityhall";
constexpr std::string_view wait_path = "/telephony/wait";

std::string step_path(Conversation const& talk) { return "/telephony/voice/" + std::to_string(talk.step); }

void say(Twiml& answer, Prompt const& prompt, Conversation const& talk) {
  for (std::size_t i = 0; i < prompt.lines.size(); ++i)
    answer.say(prompt.lines[i], i < prompt.languages.size() ? prompt.languages[i] : talk.language);
}

void listen(Twiml& answer, Prompt const& prompt, Conversation const& talk) {
  answer.open("Gather", {{"input", prompt.speech ? "dtmf speech" : "dtmf"},
                         {"action", step_path(talk)},
                         {"method", "POST"},
                         {"numDigits", prompt.digits_max > 0 ? std::to_string(prompt.digits_max) : std::string{}},
                         {"finishOnKey", "#"},
                         {"timeout", "6"},
                         {"speechTimeout", prompt.speech ? "auto" : ""},
                         {"language", std::string{standards::voice_language(talk.language)}},
                         {"actionOnEmptyResult", "true"}});
  say(answer, prompt, talk);
  answer.close();
}

void enqueue(Twiml& answer, Conversation const& talk) {
  answer.verb("Enqueue", {{"action", step_path(talk)}, {"method", "POST"}, {"waitUrl", std::string{wait_path}}, {"waitUrlMethod", "POST"}},
              queue_name);
}

std::string spoken(Prompt const& prompt, Conversation const& talk) {
  Twiml answer;
  if (prompt.then == Prompt::Then::listen) {
    listen(answer, prompt, talk);
    return answer.text();
  }
  say(answer, prompt, talk);
  if (prompt.then == Prompt::Then::record)
    answer.verb("Record",
                {{"action", step_path(talk)}, {"method", "POST"}, {"maxLength", "180"}, {"finishOnKey", "#"}, {"playBeep", "true"}});
  else if (prompt.then == Prompt::Then::queue) enqueue(answer, talk);
  else answer.verb("Hangup");
  return answer.text();
}

Heard heard_in(Call const& call) {
  auto const& fields = call.request.form.fields;
  auto const recording = fields.has("RecordingSid") ? telephony::hook_id(call, "RecordingSid") : std::string{};
  return {.digits = std::string{fields.get("Digits")}, .words = shorten(trim(fields.get("SpeechResult")), 500), .recording = recording};
}

/// Back from the queue, or from an agent's telephone that nobody answered: it is over, or the caller is offered a call-back.
std::optional<Prompt> after_queue(Call const& call, Unit& unit, Conversation& talk, TelephonyAccount const& account) {
  auto const& fields = call.request.form.fields;
  auto const queued = fields.get("QueueResult");
  auto const dialled = fields.get("DialCallStatus");
  if (talk.node != "queue" || (queued.empty() && dialled.empty())) return std::nullopt;
  auto const is_one_of = [](std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  if (is_one_of(queued, {"leave", "queue-full", "error", "system-error"}) ||
      is_one_of(dialled, {"busy", "no-answer", "failed", "canceled"}))
    return after_waiting(unit, talk, account);
  ++talk.step;
  return Prompt{.then = Prompt::Then::end};
}

Prompt next_prompt(Call const& call, Unit& unit, Conversation& talk, TelephonyAccount const& account) {
  if (auto prompt = after_queue(call, unit, talk, account)) return std::move(*prompt);
  return advance(unit, talk, account, heard_in(call));
}

Conversation talk_of(Call const& call, std::string const& id) {
  return find_conversation(call.view(), id)
      .value_or(Conversation{.id = id, .channel = Channel::ivr, .phone = normal_phone(call.request.form.fields.get("From"))});
}

/// A number that the provider counted; -1 when it gave none.
int counted(Call const& call, std::string_view field) {
  auto const text = call.request.form.fields.get(field);
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string_view::npos) return -1;
  return std::stoi(std::string{text});
}

/// Where somebody stands in the queue, and about how long it takes.
void tell_wait(Twiml& answer, Call const& call, Conversation const& talk) {
  constexpr int seconds_a_minute = 60;
  auto const say = [&](Message const& message) { answer.say(telephony::words(call, talk, message), talk.language); };
  if (auto const position = counted(call, "QueuePosition"); position > 0)
    say(_("You are number {position} in the queue.").with("position", std::to_string(position)));
  if (auto const seconds = counted(call, "AvgQueueTime"); seconds >= seconds_a_minute)
    say(_n("The wait is about {count} minute.", "The wait is about {count} minutes.", (seconds + seconds_a_minute / 2) / seconds_a_minute));
}

}  // namespace

web::Response hear_call(Call& call) {
  auto const account = account_of(call);
  auto const id = telephony::hook_id(call, "CallSid");
  // The call left the queue because an agent took it: it goes on elsewhere.
  if (call.request.form.fields.get("QueueResult").starts_with("redirected")) return twiml(Twiml{}.text());
  auto const asked = call.path_value("step").empty() ? std::string{"begin"} : std::string{call.path_value("step")};
  if (auto const before = earlier_answer(call.view(), id, asked)) return twiml(*before);
  auto const actor = hook_actor(Channel::ivr);
  Unit unit{call.city, *call.transaction, actor, call.now};
  auto talk = talk_of(call, id);
  if (!account.voice) return twiml(Twiml{}.verb("Reject").text());
  auto const expected = talk.node == "begin" ? std::string{"begin"} : std::to_string(talk.step);
  // A hook that comes too late or too early changes nothing: the caller hears where the call stands.
  if (asked != expected && talk.node != "begin") return twiml(spoken(repeat(unit, talk, account), talk));
  auto const prompt = next_prompt(call, unit, talk, account);
  keep_conversation(unit, talk);
  auto answer = spoken(prompt, talk);
  keep_answer(unit, id, asked, answer);
  return twiml(std::move(answer));
}

web::Response hold_call(Call& call) {
  auto const id = telephony::hook_id(call, "CallSid");
  auto const talk = talk_of(call, id);
  if (call.request.form.fields.get("Digits") == "1") return twiml(Twiml{}.verb("Leave").text());
  Twiml answer;
  answer.open("Gather",
              {{"input", "dtmf"}, {"action", std::string{wait_path}}, {"method", "POST"}, {"numDigits", "1"}, {"timeout", "25"}});
  tell_wait(answer, call, talk);
  answer.say(telephony::words(call, talk, _("To be called back instead, press 1.")), talk.language);
  answer.close().verb("Redirect", {{"method", "POST"}}, wait_path);
  return twiml(answer.text());
}

web::Response connect_call(Call& call) {
  auto const account = account_of(call);
  auto const actor = hook_actor(Channel::phone);
  View const view{call.city, call.reader, actor};
  auto const agent = cityhall::account(view, AccountId{parse_id(call.path_value("agent"))});
  auto const phone = account.phone_of(agent.email);
  auto const talk = talk_of(call, telephony::hook_id(call, "CallSid"));
  Twiml answer;
  if (phone.empty()) {
    answer.say(telephony::words(call, talk, _("Please hold. We connect you to a person.")), talk.language);
    enqueue(answer, talk);
    return twiml(answer.text());
  }
  answer.open("Dial", {{"action", step_path(talk)}, {"method", "POST"}, {"callerId", account.number}, {"timeout", "20"}});
  answer.verb("Number", {}, phone).close();
  return twiml(answer.text());
}

web::Response note_call_status(Call& call) {
  constexpr std::array<std::string_view, 5> over{"completed", "busy", "failed", "no-answer", "canceled"};
  auto const status = call.request.form.fields.get("CallStatus");
  auto const talk = find_conversation(call.view(), telephony::hook_id(call, "CallSid"));
  if (!talk || std::find(over.begin(), over.end(), status) == over.end()) return twiml(Twiml{}.text());
  auto const actor = hook_actor(Channel::ivr);
  Unit unit{call.city, *call.transaction, actor, call.now};
  auto contact = interaction_by_id(view_of(unit), talk->interaction);
  // An agent who talked to them says himself how it ended.
  auto const* const otherwise = contact.queue.empty() ? "unresolved" : "abandoned";
  if (!contact.ended && !contact.taken) end(unit, contact, telephony::result_of(*talk, otherwise), "");
  return twiml(Twiml{}.text());
}

}  // namespace cityhall
