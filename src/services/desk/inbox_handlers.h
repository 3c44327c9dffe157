#pragma once
// The routes of the inbox.
#include "services/module.h"

namespace cityhall {

/// GET /desk with filters
web::Response show_inbox(Call& call);
/// GET /desk/live: events of all cases, for the inbox
/// GET /desk/map.geojson: what the filters of the inbox find, as points
web::Response show_inbox_dots(Call& call);
web::Response desk_live(Call& call);
/// GET /work: leads everybody to where their work is
web::Response lead_to_work(Call& call);

}  // namespace cityhall
