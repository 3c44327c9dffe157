#pragma once
// The public list, the public page, the feed, and the photos.

#include "services/module.h"

namespace cityhall {

/// GET /requests?service=&status=&page=
web::Response show_requests(Call& call);
/// GET /requests/{number}
web::Response show_request(Call& call);
/// GET /requests.atom
web::Response show_request_feed(Call& call);
/// GET /files/{file}/{size}.jpg?s=
web::Response show_file(Call& call);

}  // namespace cityhall
