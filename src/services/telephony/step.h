#pragma once
// One step of a conversation in the making, for the files of this folder.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "base/message.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "services/telephony/dialog.h"

namespace cityhall::telephony {

struct Step {
  Unit& unit;
  Conversation& talk;
  TelephonyAccount const& account;
  Heard const& heard;
  Json& memory;                     // an object, kept with the talk
  std::vector<std::string> told{};  // said before the next question

  bool voice() const { return talk.channel == Channel::ivr; }
  std::string words(Message const& message) const { return unit.city.translations().text(message, talk.language); }
  void tell(Message const& message) { told.push_back(words(message)); }
  /// The word of a service file: "ivr" or "sms".
  std::string_view channel_word() const { return voice() ? "ivr" : "sms"; }
  void go(std::string node);
};

/// The number that was keyed or written; -1 when it was none.
int choice_of(Heard const& heard);
/// One of these words, alone or first.
bool says(Heard const& heard, std::initializer_list<std::string_view> meant);
bool is_yes(Heard const& heard);
bool is_no(Heard const& heard);

/// The services that somebody can ask for in this channel without proving who they are, in the order of the groups.
std::vector<DefinitionPtr> offered(Step const& step);
bool is_offered(Step const& step, Definition const& definition);

/// What comes next at the node where the talk stands.
Prompt prompt_at(Step& step);
/// Says so and asks again; after three times a person is offered.
Prompt not_understood(Step& step);
/// The first question of the service.
Prompt begin_service(Step& step, Definition const& definition);
/// Words that describe a problem: the service that is probably meant.
Prompt find_service(Step& step);
/// The queue in opening hours, voicemail outside of them; a call-back for who writes.
Prompt offer_person(Step& step);

/// Take what was heard at the node of that name; prompt: what comes next.
Prompt hear_group(Step& step);
/// As above.
Prompt hear_service(Step& step);
/// As above.
Prompt hear_meant(Step& step);
/// As above.
Prompt hear_question(Step& step);
/// As above.
Prompt hear_place(Step& step);
/// As above.
Prompt hear_send(Step& step);
/// As above.
Prompt hear_status(Step& step);
/// As above; also voicemail.
Prompt hear_message(Step& step);
/// As above.
Prompt hear_call_back(Step& step);

/// What is said at the node of that name.
Prompt group_prompt(Step& step);
/// As above.
Prompt service_prompt(Step& step);
/// As above.
Prompt meant_prompt(Step& step);
/// As above, for questions, places and the read-back.
Prompt question_prompt(Step& step);

}  // namespace cityhall::telephony
