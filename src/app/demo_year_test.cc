#include "app/demo_year.h"

#include <gtest/gtest.h>

#include "app/demo.h"
#include "app/process.h"
#include "base/log.h"
#include "kernel/cases/public_case.h"
#include "kernel/places/address_index.h"
#include "kernel/run_unit.h"
#include "store/testing.h"

namespace cityhall {
namespace {

TEST(TheDemo, IsATownThatHasLivedAndIsMadeOnceADay) {
  set_log_level(LogLevel::error);
  store::TemporaryFolder const folder;
  auto const now = *parse_time("2027-03-10T15:00:00-05:00", TimeZone{"America/Indiana/Indianapolis"});
  DemoWish wish{.data = folder / "first", .cache = folder / "kept", .residents = 600, .now = now};
  make_demo(wish);
  EXPECT_TRUE(std::filesystem::exists(folder / "first/town/town.osm.pbf"));
  int steps = 0;
  wish.tell = [&](std::string const&, std::size_t, std::size_t) { ++steps; };
  wish.data = folder / "second";
  make_demo(wish);
  EXPECT_EQ(steps, 0) << "the second one is a copy";
  Process process{folder / "second"};
  auto const served = process.open(std::string{demo_slug});
  EXPECT_TRUE(served->city().map.get()) << "with its map";
  run_view(served->city(), system_actor("test"), [&](View const& view) {
    EXPECT_GT(address_count(view), 200U);
    auto const lately = requests(view, {.most = 200}).rows;
    ASSERT_GT(lately.size(), 50U);
    EXPECT_LE(lately.front().opened_at, now);
    EXPECT_GT(lately.front().opened_at, now - std::chrono::days{8});
    EXPECT_LT(lately.back().opened_at, now - std::chrono::days{60});
  });
}

}  // namespace
}  // namespace cityhall
