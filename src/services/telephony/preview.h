#pragma once
// A service as the voice menu and text messages ask for it.

#include "services/call.h"
#include "services/preview.h"

namespace cityhall::telephony {
web::Html preview_voice(Call const& call, Previewed const& shown);
web::Html preview_texts(Call const& call, Previewed const& shown);
}  // namespace cityhall::telephony
