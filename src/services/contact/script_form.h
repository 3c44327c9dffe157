#pragma once
// The questions of a service with what to say, as one form.

#include "services/contact/talk_page.h"

namespace cityhall {

/// All questions that apply, the address check below the place, and the buttons.
web::Html script_form(Call const& call, TalkView const& view);
/// What to read back before it is sent: the answers, and by when it is done.
web::Html read_back(Call const& call, TalkView const& view);

}  // namespace cityhall
