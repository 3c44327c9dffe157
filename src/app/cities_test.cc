// One process, two cities: found by host name, each with its own database, sharing nothing.

#include <gtest/gtest.h>

#include "app/process.h"
#include "app/setup.h"
#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/session.h"
#include "kernel/addresses.h"
#include "kernel/cases/case.h"
#include "kernel/run_unit.h"
#include "kernel/settings/settings_store.h"
#include "services/front/door.h"
#include "store/testing.h"
#include "ui/assets.h"

namespace cityhall {
namespace {

NewCity plan(std::string const& name, std::string const& host) {
  NewCity fresh;
  fresh.settings.name = name;
  fresh.settings.hosts = {host};
  fresh.settings.base_url = "http://" + host;
  fresh.settings.time_zone = "America/Chicago";
  return fresh;
}

class TwoCities : public testing::Test {
 protected:
  TwoCities() {
    for (auto const& fresh : {plan("Alton", "alton.example"), plan("Byron", "byron.example")}) {
      make_city(process_, fresh);
      cities_.add(process_.open(slug_of(fresh.settings.name)));
    }
    door_ = std::make_unique<Door>(process_.modules(), cities_, assets_);
  }

  City& city(std::size_t index) { return cities_.all().at(index)->city(); }

  web::Response get(std::string const& host, std::string const& path, std::string const& cookie = {}) {
    web::Headers headers{{"Host", host}};
    if (!cookie.empty()) headers.add("Cookie", "session=" + cookie);
    auto request = web::make_request(web::Method::GET, path, headers);
    request.host = host;
    return door_->answer(std::move(request));
  }

  std::string report_in(City& where) {
    auto const actor = system_actor("test");
    return run_unit(where, actor, [](Unit& unit) {
      NewCase fresh{.service = "graffiti", .answers = R"({"surface":"sign"})"};
      fresh.place = {.point = Point{41.88, -87.63}, .address = "1 Main Street"};
      return open_case(unit, fresh).number;
    });
  }

  std::string session_in(City& where) {
    auto const actor = system_actor("test");
    return run_unit(where, actor, [](Unit& unit) {
      auto const account = create_account(unit, {.email = "dispatcher@example.org", .name = "Dana", .roles = {"dispatcher"}});
      return open_session(unit, account, "link").token;
    });
  }

  store::TemporaryFolder folder_;
  ManualClock clock_{from_micros(1'804'000'000'000'000)};
  SeededRandom random_{7};
  Process process_{folder_.path(), clock_, random_};
  Cities cities_;
  web::Assets assets_{ui_assets()};
  std::unique_ptr<Door> door_;
};

TEST_F(TwoCities, AreFoundByHostName) {
  EXPECT_NE(web::body_text(get("alton.example", "/")).find("Alton"), std::string_view::npos);
  EXPECT_NE(web::body_text(get("byron.example", "/")).find("Byron"), std::string_view::npos);
  EXPECT_EQ(get("nowhere.example", "/").status, 421);
}

TEST_F(TwoCities, DoNotTakeEachOthersNames) {
  auto const rename = [&](Settings const& next) {
    run_unit(city(0), system_actor("test"), [&](Unit& unit) { change_settings(unit, next); });
  };
  auto greedy = *city(0).settings.get();
  greedy.hosts = {"alton.example", "byron.example"};
  EXPECT_THROW(rename(greedy), Refusal);
  greedy.hosts = {};
  greedy.base_url = "http://byron.example";
  EXPECT_THROW(rename(greedy), Refusal);
  greedy.base_url = "http://alton.example";
  rename(greedy);
  EXPECT_NE(web::body_text(get("alton.example", "/")).find("Alton"), std::string_view::npos) << "by its base address";
  EXPECT_EQ(get("nowhere.example", "/").status, 421) << "not alone on the machine";
}

TEST_F(TwoCities, DoNotSeeEachOthersRequests) {
  auto const number = report_in(city(0));
  EXPECT_EQ(get("alton.example", public_address(number)).status, 200);
  EXPECT_EQ(get("byron.example", public_address(number)).status, 404);
  EXPECT_NE(web::body_text(get("alton.example", "/requests")).find(number), std::string_view::npos);
  EXPECT_EQ(web::body_text(get("byron.example", "/requests")).find(number), std::string_view::npos);
}

TEST_F(TwoCities, DoNotKnowEachOthersSessions) {
  auto const token = session_in(city(0));
  EXPECT_EQ(get("alton.example", "/desk", token).status, 200);
  EXPECT_EQ(get("byron.example", "/desk", token).status, 303);  // to the sign-in page
}

TEST_F(TwoCities, CountTheirOwnNumbers) { EXPECT_EQ(report_in(city(0)), report_in(city(1))); }

TEST_F(TwoCities, GiveDifferentTrackingLinksForTheSameNumber) {
  auto const number = report_in(city(0));
  report_in(city(1));
  EXPECT_EQ(get("byron.example", "/track/" + number + "/0000000000000000000000").status, 404);
}

}  // namespace
}  // namespace cityhall
