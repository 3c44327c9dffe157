#include "kernel/subscriptions/leaving.h"

#include "base/json.h"
#include "kernel/cases/actions.h"
#include "kernel/events/event.h"
#include "kernel/subscriptions/subscription.h"

namespace cityhall {
namespace {

void stop_everything(Unit& unit, PartyId party) {
  for (auto const& subscription : subscriptions_of(view_of(unit), party)) {
    if (subscription.id) end_subscription(unit, party, subscription.id);
    else unfollow(unit, subscription.topic.request, party);
  }
  refuse_mails(unit, party, {});
  withdraw_waiting(unit, {.party = party});
}

}  // namespace

void stop_mails(Unit& unit, WayOut const& way, Extent extent) {
  bool const all = extent == Extent::everything || (!way.subscription && !way.request);
  if (wants_no_mail(view_of(unit), way.party, all ? CaseId{} : way.request) && !way.subscription) return;
  if (all) {
    stop_everything(unit, way.party);
  } else if (way.subscription) {
    return end_subscription(unit, way.party, way.subscription);
  } else {
    unfollow(unit, way.request, way.party);
    refuse_mails(unit, way.party, way.request);
    withdraw_waiting(unit, way);
  }
  append(unit, "notices.stopped", {.case_id = all ? CaseId{} : way.request, .party_id = way.party}, {{"all", all}});
}

}  // namespace cityhall
