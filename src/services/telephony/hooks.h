#pragma once
// The provider's web hooks.

#include "services/module.h"

namespace cityhall {

/// The signature of the telephone provider over our public address and all fields. Throws not_found in a town without telephony.
void check_provider_signature(Call const& call);

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

/// GET and POST /admin/telephony, POST /admin/telephony/tests, /admin/telephony/resending
web::Response show_telephony(Call& call);
web::Response change_telephony(Call& call);
web::Response telephony_again(Call& call, Refusal const& refusal);
web::Response test_telephony(Call& call);
web::Response resend_texts(Call& call);

}  // namespace cityhall
