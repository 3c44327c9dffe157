#pragma once
// The way out of a mail, without signing in.

#include "services/module.h"

namespace cityhall {

/// GET /unsubscribe/{token}: asks; a mail scanner that looks at links changes nothing.
web::Response show_leave(Call& call);
/// POST the same: the button of the page, or the mail program's own one (RFC 8058), which sends "List-Unsubscribe=One-Click".
web::Response leave(Call& call);

}  // namespace cityhall
