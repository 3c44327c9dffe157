#include "kernel/publications/site.h"

#include <gtest/gtest.h>

namespace cityhall {
namespace {

Publication banner(char const* slug, BannerLevel level, Time from, std::optional<Time> until = {}) {
  return {.kind = PublicationKind::banner,
          .revision = 1,
          .public_revision = 1,
          .live_from = from,
          .live_until = until,
          .content = {.slug = slug, .level = level}};
}

std::vector<std::string> slugs(std::vector<Publication const*> const& found) {
  std::vector<std::string> all;
  for (auto const* one : found) all.push_back(one->content.slug);
  return all;
}

using Slugs = std::vector<std::string>;

TEST(Site, ShowsTheGravestBannerFirstAndOnlyInItsHours) {
  auto const at = [](int seconds) { return from_micros(seconds * 1'000'000LL); };
  Site const site{
      {banner("closed", BannerLevel::information, at(10)), banner("storm", BannerLevel::emergency, at(20), at(30))}, {}, {at(30), at(20)}};
  EXPECT_EQ(slugs(site.banners(at(9), {})), Slugs{});
  EXPECT_EQ(slugs(site.banners(at(10), {})), Slugs{"closed"});
  EXPECT_EQ(slugs(site.banners(at(20), {})), (Slugs{"storm", "closed"}));
  EXPECT_EQ(slugs(site.banners(at(30), {})), Slugs{"closed"});
  EXPECT_EQ(site.phase(at(19)), 0U);
  EXPECT_EQ(site.phase(at(20)), 1U);
  EXPECT_EQ(site.phase(at(30)), 2U);
}

TEST(Site, KeepsABannerToItsArea) {
  auto local = banner("boil-water", BannerLevel::warning, from_micros(0));
  local.content.zone = ZoneId{7};
  Site const site{{local}, {}, {}};
  auto const now = from_micros(1);
  ZoneId const here{7};
  EXPECT_EQ(slugs(site.banners(now, {})), Slugs{});
  EXPECT_EQ(slugs(site.banners(now, {&here, 1})), Slugs{"boil-water"});
  EXPECT_EQ(slugs(site.local_banners(now)), Slugs{"boil-water"});
}

}  // namespace
}  // namespace cityhall
