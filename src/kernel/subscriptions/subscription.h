#pragma once
// A subscription: somebody wants to hear about a request, an area, a street or a service. Confirmed by its making: the party is signed
// in, or followed the link that was mailed to it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"
#include "kernel/unit.h"

namespace cityhall {

enum class InterestKind { request, zone, circle, street, service };

/// What somebody wants to hear about. `service` narrows an area or street to one service; empty: every service.
struct Interest {
  InterestKind kind = InterestKind::request;
  CaseId request{};
  ZoneId zone{};
  std::string street{};            // as people write it: "Main Street"; of a circle the address in its middle, once it is kept
  std::string service{};
  Point center{};
  double radius_m = 0;             // 50 … 2000
};

struct Subscription {
  SubscriptionId id{};             // 0 for a request: the pair of case and party is unique
  PartyId party{};
  Interest topic{};
  std::string language{};
  Time since{};
};

/// Throws Refusal(invalid) naming the field: "zone", "service", "street", "place", "radius", "number" when there is no such thing, or when
/// it is not public.
void check_topic(View const& view, Interest const& topic);
/// The same topic twice is once. Appends `subscription.made` (for a request `case.followed`). Checks the topic.
void subscribe(Unit& unit, PartyId party, Interest const& topic, std::string_view language);
/// Appends `subscription.ended`. Nothing when it has ended before.
void end_subscription(Unit& unit, PartyId party, SubscriptionId id);
/// Oldest first; requests among them.
std::vector<Subscription> subscriptions_of(View const& view, PartyId party);
std::optional<Subscription> subscription_by_id(View const& view, SubscriptionId id);
/// In words, in that language: "Potholes in Northside", "Main Street".
std::string topic_in_words(View const& view, Interest const& topic, std::string_view language);

/// Somebody who is not signed in: mails a link that is good for seven days. Nothing is kept until it is followed. Throws too_many for one
/// address or network (whom limits count as one) that asks again and again.
struct Wish {
  Interest topic{};
  std::string email{};
  std::string language{};
};
void mail_confirmation(Unit& unit, Wish const& wish, std::string_view network);
/// What the link stands for. Throws Refusal(not_found, …) when it is damaged or too old.
Wish read_confirmation(City& city, std::string_view token);
/// The address is proven now: subscribes its party. Gives the party.
PartyId confirm(Unit& unit, Wish const& wish);

}  // namespace cityhall
