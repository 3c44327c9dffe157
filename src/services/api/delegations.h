#pragma once
// Delegated reporters in the JSON API.

#include "kernel/delegations/delegation.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Delegation> const& answer_record(Delegation const*);
web::Record<TrainingResult> const& answer_record(TrainingResult const*);
/// What If-Match and ETag speak of.
std::string version_of(Delegation const& delegation);
}  // namespace cityhall

namespace cityhall::api {

struct DelegationBody {
  std::string email{};
  std::string name{};
  std::string organisation{};
  std::string source{};
  std::vector<std::string> services{};
  std::vector<ZoneId> zones{};
  std::string course{};
  bool active = true;
};
struct DelegationKey {
  ApiKeyId id{};
  std::string key{};
};

/// The members of each.
web::Record<DelegationBody> const& body_record(DelegationBody const*);
web::Record<DelegationKey> const& answer_record(DelegationKey const*);

std::vector<Route> delegation_routes();

}  // namespace cityhall::api
