#pragma once
// The mails of a service, for those who write it.

#include "services/preview.h"
#include "services/call.h"

namespace cityhall {

/// Each notice that the definition asks for: when, to whom, and the mail in the city's words with examples in it.
web::Html preview_notices(Call const& call, Previewed const& shown);

}  // namespace cityhall
