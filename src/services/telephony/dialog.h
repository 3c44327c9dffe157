#pragma once
// What is asked and answered, by voice and by text message, generated from the services: one menu, every language of the city.

#include <string>
#include <vector>

#include "kernel/telephony/account.h"
#include "services/telephony/conversation.h"

namespace cityhall {

/// What came in: keys, speech or a written message.
struct Heard {
  std::string digits{};
  std::string words{};
  std::string recording{};  // id of a voicemail
  bool nothing() const { return digits.empty() && words.empty() && recording.empty(); }
};

struct Prompt {
  enum class Then { listen, record, queue, end };
  std::vector<std::string> lines{};      // in the language of the conversation
  std::vector<std::string> languages{};  // of each line, where they differ; else empty
  Then then = Then::listen;
  int digits_max = 0;                    // 0: as many as come, ended by #
  bool speech = false;                   // words are welcome, too
};

/// One step: what was heard moves the conversation on; the prompt is what it says next. Cases, call-backs and interactions are made in the
/// unit. The caller keeps the conversation.
Prompt advance(Unit& unit, Conversation& talk, TelephonyAccount const& account, Heard const& heard);
/// The prompt of the step where it stands, said again.
Prompt repeat(Unit& unit, Conversation& talk, TelephonyAccount const& account);
/// Somebody waited for a person, gave up waiting or was not reached: offers to call back.
Prompt after_waiting(Unit& unit, Conversation& talk, TelephonyAccount const& account);

}  // namespace cityhall
