#pragma once
// The routes of the feed of notes and of the bell.
#include "services/module.h"

namespace cityhall {

/// GET /desk/feed with filters
web::Response show_feed(Call& call);
/// GET /desk/bell
web::Response show_bell(Call& call);
/// POST /desk/bell/reading
web::Response read_bell(Call& call);
/// POST /desk/bell/choice
web::Response choose_bell(Call& call);

}  // namespace cityhall
