#pragma once
// The provider's web hooks.

#include "services/module.h"

namespace cityhall {

/// POST /telephony/voice and /telephony/voice/{step}: a call, step by step
web::Response hear_call(Call& call);
/// POST /telephony/wait: what somebody hears in the queue
web::Response hold_call(Call& call);
/// POST /telephony/connect/{agent}: an agent took the call
web::Response connect_call(Call& call);
/// POST /telephony/status: a call ended
web::Response note_call_status(Call& call);
/// POST /telephony/text: a text message
web::Response hear_text(Call& call);

/// GET and POST /admin/telephony
web::Response show_telephony(Call& call);
web::Response change_telephony(Call& call);
web::Response telephony_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
