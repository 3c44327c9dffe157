#pragma once
// People and organisations in the JSON API.

#include "kernel/parties/party_list.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Party> const& answer_record(Party const*);
}

namespace cityhall::api {

struct PartyQuery {
  std::string email{};
  std::string phone{};
  std::string cursor{};
  int limit = 50;
};
struct PartyBody {
  std::string name{};
  std::string email{};
  std::string phone{};
  std::string language{};
  bool organisation = false;
};

web::Record<PartyQuery> const& body_record(PartyQuery const*);
web::Record<PartyBody> const& body_record(PartyBody const*);

std::vector<Route> party_routes();

}  // namespace cityhall::api
