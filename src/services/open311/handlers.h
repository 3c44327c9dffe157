#pragma once
// The calls of the Open311 API, one handler each; the table of routes stands in module.cc.

#include "services/call.h"

namespace cityhall::open311 {

/// Where this API is: `discovery.xml`, `discovery.json`.
web::Response show_discovery(Call& call);
/// The services that are offered through this API.
web::Response list_services(Call& call);
/// The attributes of one service. Refuses: 404 for an unknown code.
web::Response show_service(Call& call);
/// Opens a case. Refuses with all faults at once: 404 unknown code, 403 key, 400.
web::Response create_request(Call& call);
/// The id behind a token. Refuses: 404 for a token that is not ours.
web::Response show_token(Call& call);
/// Requests by the filters of the standard and its extensions; an empty list beyond the last page.
web::Response list_requests(Call& call);
/// One request, as a list of one. Refuses: 404.
web::Response show_request(Call& call);
/// Extension: open requests near a point that may be about the same, best first, as a list of requests. Refuses: 404, 400.
web::Response list_duplicates(Call& call);
/// Public steps between two dates, oldest first.
web::Response list_updates(Call& call);
/// A step that another system tells; the same id again changes nothing. Refuses: 404, 403, 400.
web::Response create_update(Call& call);

/// Job: fetches the photos that clients named by address.
void fetch_media(City& city);

}  // namespace cityhall::open311
