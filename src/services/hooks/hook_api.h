#pragma once
// Web hooks in the JSON API.

#include "services/endpoint.h"
#include "services/hooks/hook.h"

namespace cityhall {

struct HookDeliveryQuery {
  std::string state{};
  std::string cursor{};
  int limit = 50;
};
struct HookReplayBody {
  Time from{};
  Time to{};
  bool only_failed = true;
};
struct HookReplayAnswer {
  std::int64_t queued = 0;
};
struct HookSecretAnswer {
  HookId id{};
  std::string secret{};
};
struct DeliveryAnswer {
  HookDelivery delivery{};
  std::vector<Attempt> attempts{};
};

web::Record<Hook> const& answer_record(Hook const*);
web::Record<HookDelivery> const& answer_record(HookDelivery const*);
web::Record<Attempt> const& answer_record(Attempt const*);
web::Record<DeliveryAnswer> const& answer_record(DeliveryAnswer const*);
web::Record<HookSecretAnswer> const& answer_record(HookSecretAnswer const*);
web::Record<HookReplayAnswer> const& answer_record(HookReplayAnswer const*);
web::Record<HookFields> const& body_record(HookFields const*);
web::Record<HookDeliveryQuery> const& body_record(HookDeliveryQuery const*);
web::Record<HookReplayBody> const& body_record(HookReplayBody const*);

std::vector<Route> hook_api_routes();

}  // namespace cityhall
