#pragma once
// A service as a conversation: question by question to a case; and how a case stands.

#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "services/telephony/conversation.h"

namespace cityhall {

/// The node of the next open question: "question:<id>", "place" to confirm an address, "send" when all is answered.
std::string next_question(City& city, Conversation const& talk, Json const& memory);

struct AskedWords {
  std::vector<std::string> lines{};
  int digits_max = 0;
  bool speech = false;
};
/// What to say at the node where the conversation stands.
AskedWords ask_question(City& city, Conversation const& talk, Json const& memory);

struct Given {
  std::string_view digits;
  std::string_view words;
};
/// Keeps the answer. Gives what is wrong with it, in the language of the conversation; empty: nothing.
std::string take_answer(Unit& unit, Conversation const& talk, Json& memory, Given const& given);
/// The address that was read out is the right one, or the next of those that were meant is tried.
void settle_place(City& city, Json& memory, bool right);

/// Opens the case once; what to tell about it.
std::vector<std::string> send_case(Unit& unit, Conversation const& talk, Json& memory);
/// How the request stands, as the public sees it; nothing for a number that nobody has. Digits alone are enough.
std::vector<std::string> status_lines(View const& view, Conversation const& talk, std::string_view number);

}  // namespace cityhall
