// The module of docs/guides/write-a-module.md, as the guide shows it, plays in a real city.

#include <gtest/gtest.h>

#include "base/io.h"
#include "kernel/run_unit.h"
#include "kernel/sign_in/sign_in.h"
#include "services/front/door.h"
#include "store/migrations.h"
#include "store/testing.h"
#include "suggestions/module.h"
#include "suggestions/suggestions.h"
#include "ui/assets.h"

namespace cityhall {
namespace {

class Guide : public testing::Test {
 protected:
  Guide() {
    cities_.add(std::make_unique<ServedCity>(
        "town", folder_ / "town",
        CityParts{.clock = clock_, .random = random_, .translations = translations_, .module_migrations = modules_[0].migrations},
        modules_));
    door_ = std::make_unique<Door>(modules_, cities_, assets_);
  }

  web::Response send(web::Method method, std::string body = {}) {
    web::Headers headers{{"Host", "town.example"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    auto request = web::make_request(method, "/suggestions", headers, std::move(body));
    request.host = "town.example";
    return door_->answer(std::move(request));
  }

  store::TemporaryFolder folder_;
  ManualClock clock_{from_micros(1'804'000'000'000'000)};
  SeededRandom random_{7};
  Translations translations_;
  std::vector<Module> modules_{suggestions_module()};
  Cities cities_;
  web::Assets assets_{ui_assets()};
  std::unique_ptr<Door> door_;
};

TEST_F(Guide, TheModuleKeepsASuggestionAndShowsItEscaped) {
  EXPECT_EQ(send(web::Method::POST, "text=Plant+%3Cb%3Etrees%3C%2Fb%3E").status, 303);
  auto const page = send(web::Method::GET);
  EXPECT_NE(web::body_text(page).find("Plant &lt;b&gt;trees"), std::string_view::npos);
}

TEST_F(Guide, TheModuleTellsWhatIsWrongAndLosesNothing) {
  auto const page = send(web::Method::POST, "text=&author=Pat");
  EXPECT_EQ(page.status, 422);
  EXPECT_NE(web::body_text(page).find("value=\"Pat\""), std::string_view::npos);
  auto const kept = run_view(cities_.all()[0]->city(), system_actor("test"), [](View const& view) { return suggestions(view, 10); });
  EXPECT_TRUE(kept.empty());
}

TEST_F(Guide, TheVerbAppendsItsEvent) {
  send(web::Method::POST, "text=More+benches");
  auto const events = run_view(cities_.all()[0]->city(), system_actor("test"), [](View const& view) { return events_after(view, {}, 10); });
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events.back().type, "suggestion.made");
}

/// Every block of the guide that names a file is that file.
TEST(GuideText, QuotesTheFilesThatAreBuilt) {
  auto const guide = read_file(std::string{CITYHALL_SOURCE_DIR} + "/docs/guides/write-a-module.md");
  int blocks = 0;
  for (std::size_t at = 0; (at = guide.find("file=", at)) != std::string::npos;) {
    auto const line_end = guide.find('\n', at);
    auto const name = guide.substr(at + 5, line_end - at - 5);
    auto const end = guide.find("\n```", line_end);
    ASSERT_NE(end, std::string::npos) << name;
    EXPECT_EQ(guide.substr(line_end + 1, end - line_end), read_file(std::string{CITYHALL_SOURCE_DIR} + "/" + name)) << name;
    ++blocks;
    at = end;
  }
  EXPECT_EQ(blocks, 5);
}

}  // namespace
}  // namespace cityhall
