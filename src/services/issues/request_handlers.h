#pragma once
// The public list, the public page, the feed, and the photos.

#include "services/module.h"

namespace cityhall {

/// GET /requests?service=&status=&zone=&q=&near=&feet=&street=&before=
web::Response show_requests(Call& call);
/// GET /requests/{number}
web::Response show_request(Call& call);
/// GET /requests.atom and /requests.rss, with the filters of the list
web::Response show_request_feed(Call& call);
/// GET /requests/{number}.atom
web::Response show_one_request_feed(Call& call);
/// GET /requests.csv and /requests.geojson, with the filters of the list: the newest thousand
/// GET /map/requests.geojson
web::Response show_request_dots(Call& call);
web::Response show_request_file(Call& call);
/// GET /files/{file}/{size}.jpg?s=
web::Response show_file(Call& call);
/// The public request with that number; else those whose published words fit.
std::vector<Found> find_requests(Call const& call, std::string_view words, std::size_t most);

}  // namespace cityhall
