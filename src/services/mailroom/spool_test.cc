#include "services/mailroom/spool.h"

#include <fstream>
#include <set>

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

class Asides : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(mails()); }
  std::filesystem::path mails() const { return folder.path() / "mail-in"; }
  void lie(std::string const& name, std::string const& bytes, Time came) {
    std::ofstream{mails() / name} << bytes;
    std::filesystem::last_write_time(mails() / name, std::chrono::file_clock::from_sys(came));
  }
  std::set<std::string> left() const {
    std::set<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator{mails()}) names.insert(entry.path().filename().string());
    return names;
  }
  store::TemporaryFolder folder;
};

TEST_F(Asides, AreDeletedAfterTheirTime) {
  auto const limit = from_micros(1'000'000'000);
  for (auto const* name : {"a.aside", "b.1.eml.refused", "c.1.eml.unreadable", "d.eml"}) lie(name, "x", limit - std::chrono::seconds{1});
  lie("e.aside", "x", limit + std::chrono::seconds{1});
  EXPECT_EQ(remove_old_asides(folder.path(), limit), 3);
  EXPECT_EQ(left(), (std::set<std::string>{"d.eml", "e.aside"}));
}

TEST_F(Asides, GoWithWhomTheyName) {
  for (auto const* name : {"a.aside", "b.1.eml.refused", "c.1.eml.unreadable", "d.eml"})
    lie(name, "From: Rosa <Rosa.Diaz@Example.org>\n\nx", from_micros(0));
  lie("e.aside", "From: kim@example.org\n\nx", from_micros(0));
  EXPECT_EQ(remove_asides_with(folder.path(), {"rosa.diaz@example.org", ""}), 3);
  EXPECT_EQ(left(), (std::set<std::string>{"d.eml", "e.aside"}));
}

}  // namespace
}  // namespace cityhall
