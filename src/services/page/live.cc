#include "services/page/live.h"

#include "kernel/events/rows.h"

namespace cityhall {

web::Response live_stream(Call const& call, std::vector<std::string> topics) {
  auto const missed = [&](std::int64_t heard) -> std::vector<web::LiveEvent> {
    auto const newest = newest_event(call.reader).value;
    if (newest <= heard) return {};
    return {{.id = newest, .name = "changed"}};
  };
  return call.live().open(call.request,
                          {.topics = std::move(topics), .account = call.actor.account.value, .session = call.session_token_hash}, missed);
}

}  // namespace cityhall
