#pragma once
// Public requests for other programs: Atom (RFC 4287), RSS 2.0, CSV and GeoJSON (RFC 7946). They show what the pages show.

#include <vector>

#include "kernel/cases/public_story.h"
#include "services/page/feed.h"

namespace cityhall {

/// The requests as a feed of what was reported last.
web::Response request_feed(Call const& call, std::vector<PublicCase> const& requests, FeedKind kind);
/// What happened to one request, newest first, as Atom.
web::Response one_request_feed(Call const& call, PublicCase const& report, std::vector<PublicStep> const& steps);
web::Response request_csv(Call const& call, std::vector<PublicCase> const& requests);
web::Response request_geojson(Call const& call, std::vector<PublicCase> const& requests);

}  // namespace cityhall
