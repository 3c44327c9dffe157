#pragma once
// The contact center in the JSON API: interactions and call-backs.

#include "kernel/interactions/call_back.h"
#include "kernel/interactions/interaction.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Interaction> const& answer_record(Interaction const*);
web::Record<CallBack> const& answer_record(CallBack const*);
}  // namespace cityhall

namespace cityhall::api {

struct InteractionQuery {
  PartyId party{};
  std::string contact{};
  std::string text{};
  int limit = 50;
};
struct InteractionBody {
  std::string channel = "phone";
  std::string caller_name{};
  std::string caller_contact{};
  std::string language{};
  std::string queue{};
  std::string external_id{};
  PartyId party{};
};
struct TransferBody {
  std::string queue{};
  std::string context{};
};
struct LinkBody {
  std::string number{};
};
struct WrapUpBody {
  std::string wrap_up{};
  std::string note{};
};
struct CallBackBody {
  std::string name{};
  std::string phone{};
  std::string reason{};
  std::string queue{};
  std::string language{};
  std::optional<Time> not_before{};
  InteractionId interaction{};
  std::string external_id{};
};
struct AttemptBody {
  bool reached = false;
};

/// The members of each.
web::Record<InteractionQuery> const& body_record(InteractionQuery const*);
web::Record<InteractionBody> const& body_record(InteractionBody const*);
web::Record<TransferBody> const& body_record(TransferBody const*);
web::Record<LinkBody> const& body_record(LinkBody const*);
web::Record<WrapUpBody> const& body_record(WrapUpBody const*);
web::Record<CallBackBody> const& body_record(CallBackBody const*);
web::Record<AttemptBody> const& body_record(AttemptBody const*);

std::vector<Route> contact_routes();

}  // namespace cityhall::api
