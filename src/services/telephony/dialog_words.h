#pragma once
// Words of a conversation in its language.

#include <string>
#include <string_view>

#include "base/message.h"
#include "kernel/city.h"
#include "services/telephony/conversation.h"

namespace cityhall {

inline std::string words(City const& city, Conversation const& talk, Message const& message) {
  return city.translations().text(message, talk.language);
}
/// The word of a service file: "ivr" or "sms".
inline std::string_view channel_word(Conversation const& talk) { return talk.channel == Channel::ivr ? "ivr" : "sms"; }

}  // namespace cityhall
