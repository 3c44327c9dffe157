#pragma once
// The live stream of a page: what happened since the page was made is not missed, nor what happened while the connection was gone.

#include <functional>
#include <string>
#include <vector>

#include "services/call.h"

namespace cityhall {

/// The stream of these topics, for a page with `heard_until` (page.h). Begins with "changed" when `newest` gives a later event than the
/// one that the listener knows of (Last-Event-ID); it must give none that the listener may not know of, for it tells when that was.
web::Response live_stream(Call const& call, std::vector<std::string> topics, std::function<EventId()> const& newest);
/// All that happens in the city, for staff.
web::Response desk_stream(Call const& call);

}  // namespace cityhall
