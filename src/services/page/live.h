#pragma once
// The live stream of a page: what happened since it was made is not missed, nor what happened while the connection was gone.

#include "services/call.h"

namespace cityhall {

/// The stream of these topics, for a page that `listens` (page.h). Begins with "changed" where anything happened after the event that the
/// listener knows of (Last-Event-ID).
web::Response live_stream(Call const& call, std::vector<std::string> topics);

}  // namespace cityhall
