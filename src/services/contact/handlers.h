#pragma once
// The routes of the contact center.

#include "services/module.h"

namespace cityhall {

/// GET /desk/contact?q=
web::Response show_start(Call& call);
/// GET /desk/contact/live: contacts as they come in
web::Response contact_live(Call& call);
/// POST /desk/contact: somebody is with the agent now
web::Response begin_talk(Call& call);
web::Response begin_talk_again(Call& call, Refusal const& refusal);
/// GET /desk/contact/{contact}
web::Response show_talk(Call& call);
/// POST /desk/contact/{contact}/script: keeps what was typed; `act` says what to do with it
web::Response save_script(Call& call);
web::Response talk_again(Call& call, Refusal const& refusal);
/// POST /desk/contact/{contact}/taking, /transfer, /about, /support, /call-back, /end
web::Response take_talk(Call& call);
web::Response transfer_talk(Call& call);
web::Response link_talk(Call& call);
web::Response support_known(Call& call);
web::Response ask_back(Call& call);
/// POST /desk/contact/{contact}/articles/{article}/feedback
web::Response answer_article_beside(Call& call);
web::Response end_talk(Call& call);

/// POST /desk/call-backs, /desk/call-backs/{call}/taking, /desk/call-backs/{call}/attempts
web::Response create_call_back(Call& call);
web::Response take_call_back(Call& call);
web::Response note_call_attempt(Call& call);
/// POST /desk/incoming/{message}/taking: a contact with its words as the beginning; /dropping
web::Response take_incoming(Call& call);
web::Response drop_incoming(Call& call);
/// GET /desk/incoming/{message}/recording
web::Response show_recording(Call& call);

}  // namespace cityhall
