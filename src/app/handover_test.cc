// What a partner's Open311 server gives in parts is heard as a whole: by pages, or by time where it knows no pages.

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "app/testing/outbound_city.h"
#include "app/testing/receiver.h"
#include "kernel/cases/actions.h"
#include "kernel/events/event.h"
#include "kernel/handover/handover.h"
#include "kernel/run_unit.h"
#include "services/handover/client.h"
#include "services/handover/exchange.h"

namespace cityhall {
namespace {

/// Another body's server: so many updates within one second, others around them, and what it gives of them at a time.
struct Theirs {
  bool pages = false;
  bool newest_first = false;
  std::size_t most = 1000;
  int in_one_second = 0;

  int all() const { return in_one_second + 2 * around; }
  std::string answer(Receiver::Call const& call) const {
    auto const from = wanted(call, "start_date"), to = wanted(call, "end_date");
    auto const page = pages ? std::max<std::size_t>(std::stoul("0" + value(call, "page")), 1) : 1;
    std::string list;
    std::size_t place = 0;
    for (int n = 0; n < all(); ++n) {
      auto const id = newest_first ? all() - 1 - n : n;
      auto const at = to_rfc3339(time_of(id));
      if (at < from || at > to || place++ / most != page - 1) continue;
      list += (list.empty() ? "" : ",") + std::string{R"({"update_id":")"} + std::to_string(id) +
              R"(","service_request_id":"1","status":"open","description":"","updated_datetime":")" + at + R"("})";
    }
    return "[" + list + "]";
  }

 private:
  static constexpr int around = 400;
  Time time_of(int n) const {
    auto const second = from_micros(1'804'000'000'000'000);
    if (n < around) return second - std::chrono::seconds{around - n};
    return n < around + in_one_second ? second : second + std::chrono::seconds{n - around - in_one_second + 1};
  }
  static std::string value(Receiver::Call const& call, std::string const& name) {
    auto const line = call.first_line();
    auto const at = line.find(name + "=");
    if (at == std::string::npos) return {};
    auto const from = at + name.size() + 1;
    return line.substr(from, line.find_first_of("& ", from) - from);
  }
  static std::string wanted(Receiver::Call const& call, std::string const& name) {
    auto text = value(call, name);
    for (auto at = text.find("%3A"); at != std::string::npos; at = text.find("%3A")) text.replace(at, 3, ":");
    return text;
  }
};

class PartnersUpdates : public OutboundCity {
 protected:
  /// How many different ones were heard, and whether some were known to be missing.
  std::pair<int, bool> heard_of(Theirs const& theirs) {
    Receiver receiver{[&](Receiver::Call const& call) { return theirs.answer(call); }};
    Partner partner;
    partner.endpoint = receiver.base();
    auto const found = Exchange{city(), partner}.updates(clock_.now() - std::chrono::hours{1}, clock_.now() + std::chrono::hours{1});
    std::set<std::string> ids;
    for (auto const& update : found->all) EXPECT_TRUE(ids.insert(update.id).second) << "twice: " << update.id;
    return {static_cast<int>(ids.size()), found->cut};
  }
};

TEST_F(PartnersUpdates, ThousandsOfOneSecondAreHeardByPages) {
  Theirs const theirs{.pages = true, .in_one_second = 2500};
  EXPECT_EQ(heard_of(theirs), std::pair(theirs.all(), false));
}

TEST_F(PartnersUpdates, AServerWithoutPagesIsAskedOnByTime) {
  Theirs const theirs{.most = 300, .in_one_second = 200};
  EXPECT_EQ(heard_of(theirs), std::pair(theirs.all(), false));
}

TEST_F(PartnersUpdates, AServerThatGivesTheNewestFirstIsAskedBackwards) {
  Theirs const theirs{.newest_first = true, .most = 300, .in_one_second = 200};
  EXPECT_EQ(heard_of(theirs), std::pair(theirs.all(), false));
}

TEST_F(PartnersUpdates, WhatCannotBeAskedForIsSaidAndTheRestIsHeard) {
  Theirs const theirs{.most = 300, .in_one_second = 350};
  EXPECT_EQ(heard_of(theirs), std::pair(theirs.all() - 50, true));
}

TEST_F(PartnersUpdates, AServerThatGivesAllAtOnceIsBelieved) {
  Theirs const theirs{.most = 10'000, .in_one_second = 1'500};
  EXPECT_EQ(heard_of(theirs), std::pair(theirs.all(), false));
}

/// A server whose one request changes its mind a hundred times.
std::string flood(Receiver::Call const& call) {
  if (call.first_line().starts_with("POST")) return R"([{"service_request_id":"7"}])";
  if (call.first_line().find("page=") != std::string::npos) return "[]";
  std::string list;
  for (int n = 0; n < 100; ++n)
    list += (n == 0 ? "" : ",") + std::string{R"({"update_id":"u)"} + std::to_string(n) +
            R"(","service_request_id":"7","status":"open","description":"again","updated_datetime":")" +
            to_rfc3339(from_micros(1'804'000'000'000'000) + std::chrono::seconds{n}) + R"("})";
  return "[" + list + "]";
}

using PartnersFlood = OutboundCity;

TEST_F(PartnersFlood, IsTakenInMeasuredStepsAndNothingIsLost) {
  Receiver receiver{flood};
  auto const id = run_unit(city(), actor_, [&](Unit& unit) {
    auto const partner = save_partner(
        unit, {.name = "County", .way = PartnerWay::open311, .endpoint = receiver.base(), .api_key = "k", .service_codes = {{"*", "G"}}});
    NewCase fresh{.service = "graffiti", .answers = R"({"surface":"sign"})"};
    fresh.place = {.point = Point{41.88, -87.63}, .address = "1 Main Street"};
    auto const opened = open_case(unit, fresh).id;
    auto report = load_case(view_of(unit), opened);
    hand_over(unit, report, partner);
    return opened;
  });
  follow();
  send_handovers(city());
  auto const heard = [&] {
    return run_view(city(), actor_, [&](View const& view) {
      auto const events = events_of(view, id);
      return std::count_if(events.begin(), events.end(), [](Event const& event) { return event.type == "case.updated_from_outside"; });
    });
  };
  poll_partners(city());
  EXPECT_EQ(heard(), 30) << "of one request in an hour";
  poll_partners(city());
  EXPECT_EQ(heard(), 30);
  for (int hours = 0; hours < 4; ++hours) {
    clock_.advance(std::chrono::minutes{75});
    poll_partners(city());
  }
  EXPECT_EQ(heard(), 100);
}

}  // namespace
}  // namespace cityhall
