#pragma once
// What the hooks of calls and of text messages share.

#include <string>
#include <string_view>

#include "kernel/telephony/account.h"
#include "services/call.h"
#include "services/telephony/dialog.h"
#include "standards/twilio.h"

namespace cityhall::telephony {

/// The provider acts as the system, through that channel.
Actor hook_actor(Channel channel);
/// Of a hook whose signature was checked.
TelephonyAccount account_of(Call const& call);
/// The provider's id of a call or message. Throws invalid when there is none.
std::string hook_id(Call const& call, std::string_view field);
web::Response twiml(std::string text);
std::string words(Call const& call, Conversation const& talk, Message const& message);
/// How the conversation ended as far as the machine knows: a code of wrap_ups().
std::string_view result_of(Conversation const& talk, std::string_view otherwise);

}  // namespace cityhall::telephony
