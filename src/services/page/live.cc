#include "services/page/live.h"

#include "kernel/events/rows.h"

namespace cityhall {

web::Response live_stream(Call const& call, std::vector<std::string> topics, std::function<EventId()> const& newest) {
  auto const missed = [&](std::int64_t heard) -> std::vector<web::LiveEvent> {
    auto const last = newest().value;
    if (last <= heard) return {};
    return {{.id = last, .name = "changed"}};
  };
  return call.live().open(call.request,
                          {.topics = std::move(topics), .account = call.actor.account.value, .session = call.session_token_hash}, missed);
}

web::Response desk_stream(Call const& call) {
  return live_stream(call, {"desk"}, [&] { return newest_event(call.reader); });
}

}  // namespace cityhall
