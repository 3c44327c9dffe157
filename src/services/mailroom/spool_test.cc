#include "services/mailroom/spool.h"

#include <fstream>

#include <gtest/gtest.h>

#include "store/testing.h"

namespace cityhall {
namespace {

std::vector<std::filesystem::path> spooled(std::filesystem::path const& folder) { return spooled_mails(folder, 100); }

TEST(Spool, PutsAsideWhatWasBegunTwiceAndNeverEnded) {
  store::TemporaryFolder const folder;
  spool_mail(folder.path(), "From: a@example.org\n\nx");
  for (int tries = 0; tries < 2; ++tries) {
    ASSERT_EQ(spooled(folder.path()).size(), 1U);
    auto const reading = begin_reading(spooled(folder.path()).front());
    ASSERT_TRUE(reading);
    EXPECT_TRUE(std::filesystem::exists(*reading));
  }
  auto const last = spooled(folder.path()).front();
  EXPECT_FALSE(begin_reading(last)) << "the third time";
  EXPECT_TRUE(spooled(folder.path()).empty());
  auto const stem = last.stem().stem().string();
  EXPECT_TRUE(std::filesystem::exists(last.parent_path() / (stem + ".aside"))) << "people can look at it";
}

TEST(Spool, DoesNotCountWhatTheMailCannotHelp) {
  store::TemporaryFolder const folder;
  spool_mail(folder.path(), "From: a@example.org\n\nx");
  for (int tries = 0; tries < 5; ++tries) {
    auto const reading = begin_reading(spooled(folder.path()).front());
    ASSERT_TRUE(reading);
    wait_again(*reading);
  }
  EXPECT_EQ(spooled(folder.path()).size(), 1U);
}

}  // namespace
}  // namespace cityhall
