#pragma once
// The live stream of a page: what happened since it was made is not missed, nor what happened while the connection was gone.

#include "services/call.h"
#include "web/html.h"

namespace cityhall {

/// For the head of a page that listens: the newest event that it knows of.
web::Html heard_until(Call const& call);
/// The stream of these topics. Begins with "changed" where anything happened after the event that the listener knows (Last-Event-ID).
web::Response live_stream(Call const& call, std::vector<std::string> topics);

}  // namespace cityhall
