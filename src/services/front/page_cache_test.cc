#include "services/front/page_cache.h"

#include <gtest/gtest.h>

#include <random>

namespace cityhall {
namespace {

web::Response page_of(std::size_t bytes) {
  std::mt19937 random{7};
  std::string text(bytes, ' ');
  for (auto& letter : text) letter = static_cast<char>('a' + random() % 26);
  return web::text(std::move(text));
}

TEST(PageCache, GivesBackWhatItKeptUntilItsSourcesOrTimeEnd) {
  PageCache cache;
  PageSources const sources{.settings = std::make_shared<int>(1), .definitions = {}, .site = {}};
  cache.keep({"/a", "en"}, sources, Time{std::chrono::seconds{10}}, page_of(3000));
  EXPECT_TRUE(cache.find({"/a", "en"}, sources, Time{std::chrono::seconds{9}}));
  EXPECT_FALSE(cache.find({"/a", "es"}, sources, Time{std::chrono::seconds{9}}));
  EXPECT_FALSE(cache.find({"/a", "en"}, sources, Time{std::chrono::seconds{11}}));
  EXPECT_FALSE(cache.find({"/a", "en"}, {}, Time{std::chrono::seconds{9}}));
}

TEST(PageCache, StaysBelowItsBytesHoweverManyAddressesAreAsked) {
  constexpr std::size_t most = 1'000'000;
  PageCache cache{most};
  for (int i = 0; i < 200; ++i) {
    cache.keep({"/requests.csv?zzz=" + std::to_string(i), "en"}, {}, Time{}, page_of(60'000));
    EXPECT_LE(cache.bytes(), most);
  }
  cache.keep({"/large", "en"}, {}, Time{}, page_of(PageCache::page_bytes_most + 1));
  EXPECT_FALSE(cache.find({"/large", "en"}, {}, Time{}));
  auto const before = cache.bytes();
  cache.keep({"/requests.csv?zzz=199", "en"}, {}, Time{}, page_of(60'000));
  EXPECT_EQ(cache.bytes(), before) << "the same page again takes no more";
}

}  // namespace
}  // namespace cityhall
