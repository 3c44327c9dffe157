#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/places/address_text.h"
#include "kernel/places/box.h"
#include "kernel/subscriptions/subscribers.h"
#include "kernel/subscriptions/topic_text.h"
#include "kernel/notices/way_out.h"

namespace cityhall {
namespace {

std::string match_key(Interest const& topic) {
  switch (topic.kind) {
    case InterestKind::zone:
      return "zone/" + to_text(topic.zone);
    case InterestKind::street:
      return "street/" + fold_address(topic.street);
    case InterestKind::service:
      return "service/" + topic.service;
    case InterestKind::circle:
      return "circle";
    case InterestKind::request:
      break;
  }
  return {};
}

Subscription subscription_from(store::Row const& row) {
  return {.id = row.get<SubscriptionId>(0),
          .party = row.get<PartyId>(1),
          .topic = {.kind = topic_kind_from(row.get<std::string_view>(2)),
                    .zone = row.get<ZoneId>(4),
                    .street = row.get<std::string>(5),
                    .service = row.get<std::string>(3),
                    .center = {row.get<double>(6), row.get<double>(7)},
                    .radius_m = row.get<double>(8)},
          .language = row.get<std::string>(9),
          .since = row.get<Time>(10)};
}

store::Query select_subscriptions() {
  return store::Query{R"sql(SELECT id, party_id, kind, service, zone_id, street, latitude, longitude, radius_m, language, made_at
                            FROM subscriptions)sql"};
}

std::vector<Subscription> read(View const& view, store::Query const& query) {
  std::vector<Subscription> found;
  for (auto const row : view.reader.query(query)) found.push_back(subscription_from(row));
  return found;
}

bool has(Unit& unit, PartyId party, Interest const& topic) {
  auto const mine = read(
      view_of(unit),
      select_subscriptions().where("party_id = ?", party).where("match_key = ?", match_key(topic)).where("service = ?", topic.service));
  return std::any_of(mine.begin(), mine.end(), [&](Subscription const& known) {
    return topic.kind != InterestKind::circle || (known.topic.center == topic.center && known.topic.radius_m == topic.radius_m);
  });
}

}  // namespace

store::SpatialIndex const& subscription_circles() {
  static store::SpatialIndex const index{"subscription_circles"};
  return index;
}

void index_all_circles(Unit& unit) {
  for (auto const& one : read(view_of(unit), select_subscriptions().where("kind = ?", to_text(InterestKind::circle)).order_by("id")))
    subscription_circles().put(unit.tx, one.id.value, box_around(one.topic.center, one.topic.radius_m));
}

void subscribe(Unit& unit, PartyId party, Interest const& topic, std::string_view language) {
  check_topic(view_of(unit), topic);
  allow_mails(unit, party, topic.request);
  if (topic.kind == InterestKind::request) return follow(unit, topic.request, party, language);
  if (has(unit, party, topic)) return;
  auto const id = unit.city.ids().make<SubscriptionId>();
  // Looked up once: each of its news says it.
  auto const street = topic.kind == InterestKind::circle ? middle_of_circle(view_of(unit), topic) : topic.street;
  unit.tx.run(
      R"sql(INSERT INTO subscriptions (id, party_id, kind, match_key, service, zone_id, street, latitude, longitude, radius_m, language,
                      made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))sql",
      id, party, to_text(topic.kind), match_key(topic), topic.service, topic.zone, street, topic.center.latitude,
      topic.center.longitude, topic.radius_m, language, unit.now);
  if (topic.kind == InterestKind::circle) subscription_circles().put(unit.tx, id.value, box_around(topic.center, topic.radius_m));
  append(unit, "subscription.made", {.party_id = party}, {{"subscription", to_text(id)}, {"kind", to_text(topic.kind)}});
}

void end_subscription(Unit& unit, PartyId party, SubscriptionId id) {
  auto const removed = unit.tx.run(R"sql(DELETE FROM subscriptions WHERE id = $1 AND party_id = $2)sql", id, party);
  if (removed == 0) return;
  subscription_circles().remove(unit.tx, id.value);
  withdraw_waiting(unit, {.party = party, .subscription = id});
  append(unit, "subscription.ended", {.party_id = party}, {{"subscription", to_text(id)}});
}

std::vector<Subscription> subscriptions_of(View const& view, PartyId party) {
  auto found = read(view, select_subscriptions().where("party_id = ?", party).order_by("id"));
  for (auto const row : view.reader.query(
           R"sql(SELECT case_id, language, followed_at FROM case_followers WHERE party_id = $1 ORDER BY followed_at, case_id)sql", party))
    found.push_back(
        {.party = party, .topic = {.request = row.get<CaseId>(0)}, .language = row.get<std::string>(1), .since = row.get<Time>(2)});
  return found;
}

std::optional<Subscription> subscription_by_id(View const& view, SubscriptionId id) {
  auto found = read(view, select_subscriptions().where("id = ?", id));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<Subscription> subscriptions_for(View const& view, Sighting const& sighting) {
  std::vector<std::string> keys{"service/" + sighting.service};
  for (auto const zone : sighting.zones) keys.push_back("zone/" + to_text(zone));
  for (auto const& street : sighting.streets) keys.push_back("street/" + street);
  // What the service of a subscription says, and their order, is looked at here: the engine would make a table for each.
  auto found = read(view, select_subscriptions().where_in("match_key", keys));
  if (sighting.point) {
    auto const [latitude, longitude] = *sighting.point;
    auto const circles = subscription_circles().within(view.reader, {longitude, latitude, longitude, latitude}, 2000);
    if (!circles.empty())
      for (auto& circle : read(view, select_subscriptions().where_in("id", circles)))
        if (metres_between(circle.topic.center, *sighting.point) <= circle.topic.radius_m) found.push_back(std::move(circle));
  }
  std::erase_if(found, [&](Subscription const& one) { return !one.topic.service.empty() && one.topic.service != sighting.service; });
  std::sort(found.begin(), found.end(), [](Subscription const& a, Subscription const& b) { return a.id < b.id; });
  return found;
}

}  // namespace cityhall
