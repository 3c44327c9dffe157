#pragma once
// A call or an exchange of text messages: where in the menu it stands and what was said. Kept after every answer.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/actor.h"
#include "kernel/unit.h"

namespace cityhall {

struct Conversation {
  std::string id{};          // of the call; "sms:" and the sender's number
  Channel channel = Channel::ivr;
  std::string phone{};       // normal_phone()
  std::string language{};
  std::string node = "begin";
  std::int64_t step = 0;     // of the next answer
  std::string memory = "{}"; // a JSON object
  InteractionId interaction{};
  Time updated{};
};
std::optional<Conversation> find_conversation(View const& view, std::string_view id);
void keep_conversation(Unit& unit, Conversation const& talk);
/// What was answered to that hook before.
std::optional<std::string> earlier_answer(View const& view, std::string_view id, std::string_view step);
void keep_answer(Unit& unit, std::string_view id, std::string_view step, std::string_view answer);

/// Job: contacts of calls whose end nobody told us, and of text conversations that nobody went on with, are ended.
void end_lost_calls(City& city);
/// Job: answers to hooks older than two days, and conversations older than thirty.
void forget_old_conversations(City& city);

}  // namespace cityhall
