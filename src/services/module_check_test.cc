#include <gmock/gmock.h>

#include "services/module.h"

namespace cityhall {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

web::Response answer(Call&) { return {}; }
void ignore(Unit&, Event const&) {}

Module good() {
  return {.name = "issues",
          .title = _("Reports"),
          .permissions = {{"issues.close", _("Close"), {}}},
          .publishes = {"case.closed"},
          .routes = {{web::Method::POST, "/requests/{number}/closure", "issues.close", Access::write, answer, _("Close a request")}},
          .consumers = {{"issues.tell", {"case.closed"}, ignore}},
          .menu = {{_("Inbox"), "/desk", "issues.close"}}};
}

std::vector<std::string> faults_of(Module module) { return check_modules(std::array{std::move(module)}); }

TEST(ModuleCheck, AcceptsACompleteModule) { EXPECT_THAT(faults_of(good()), IsEmpty()); }

TEST(ModuleCheck, WantsAPermissionSaidAloud) {
  auto module = good();
  module.routes[0].permission = "";
  EXPECT_THAT(
      faults_of(module),
      ElementsAre("issues: route POST /requests/{number}/closure names no permission; say \"public\" aloud if everyone may use it"));
  module.routes[0].permission = "issues.cloze";
  EXPECT_THAT(faults_of(module),
              ElementsAre("issues: route POST /requests/{number}/closure needs the permission issues.cloze, which no module declares"));
}

TEST(ModuleCheck, RefusesAnEventThatNobodyPublishes) {
  auto module = good();
  module.consumers[0].event_types = {"case.cloze"};
  EXPECT_THAT(faults_of(module), ElementsAre("issues: the consumer issues.tell waits for case.cloze, which nobody publishes"));
}

TEST(ModuleCheck, RefusesTheSameThingTwice) {
  auto second = good();
  second.name = "other";
  second.permissions = {};
  second.consumers = {};
  EXPECT_THAT(check_modules(std::array{good(), second}),
              ElementsAre("other: route POST /requests/{number}/closure is declared by issues already; each may stand once"));
}

TEST(ModuleCheck, RefusesWritingOnGet) {
  auto module = good();
  module.routes[0].method = web::Method::GET;
  EXPECT_THAT(faults_of(module),
              ElementsAre("issues: route GET /requests/{number}/closure writes on a safe method; use POST, PUT, PATCH or DELETE"));
}

}  // namespace
}  // namespace cityhall
