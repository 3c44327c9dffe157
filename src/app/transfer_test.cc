// A city moves: what comes out of the new one equals what went in, byte for byte.

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "app/demo.h"
#include "app/transfer.h"
#include "base/io.h"
#include "base/refusal.h"
#include "kernel/cases/inbox.h"
#include "kernel/jobs/runner.h"
#include "kernel/run_unit.h"
#include "kernel/search/search.h"
#include "kernel/subscriptions/subscribers.h"
#include "store/blobs.h"
#include "store/testing.h"

namespace cityhall {
namespace {

std::map<std::string, std::string> files_of_folder(std::filesystem::path const& folder) {
  std::map<std::string, std::string> files;
  for (auto const& entry : std::filesystem::recursive_directory_iterator{folder})
    if (entry.is_regular_file()) files[std::filesystem::relative(entry.path(), folder)] = read_file(entry.path());
  return files;
}

std::string code_of(auto&& work) {
  try {
    work();
    return "no refusal";
  } catch (Refusal const& refusal) {
    return refusal.code;
  }
}

class Transfer : public testing::Test {
 protected:
  Transfer() {
    std::ostringstream quiet;
    found_demo(here_, {}, quiet);
    auto const served = here_.open(slug_);
    run_unit(served->city(), system_actor("test"), [](Unit& unit) {
      NewCase fresh{
          .service = "pothole", .description = "Deep – “very” deep\nand wide", .reporter = {.name = "Zoë", .email = "zoe@example.org"}};
      fresh.place = {.point = Point{40.0318, -86.1525}};
      fresh.answers = R"({"where":{"lat":40.0318,"long":-86.1525}})";
      open_case(unit, fresh);
      Interest const around{.kind = InterestKind::circle, .center = {40.0318, -86.1525}, .radius_m = 300};
      confirm(unit, {.topic = around, .email = "zoe@example.org", .language = "en"});
    });
    run_consumers(served->city());
  }
  std::filesystem::path out(std::string const& name) const { return folder_.path() / name; }

  store::TemporaryFolder folder_;
  Process here_{folder_.path() / "here"};
  Process there_{folder_.path() / "there"};
  std::string slug_{demo_slug};
};

TEST_F(Transfer, GivesAnEqualCity) {
  auto const written = export_city(here_, slug_, out("first"));
  EXPECT_GT(written.rows, 100);
  auto const read = import_city(there_, "moved", out("first"));
  EXPECT_EQ(read.rows, written.rows);
  export_city(there_, "moved", out("second"));
  auto const first = files_of_folder(out("first"));
  auto const second = files_of_folder(out("second"));
  EXPECT_EQ(first.size(), second.size());
  for (auto const& [name, bytes] : first) EXPECT_TRUE(second.contains(name) && second.at(name) == bytes) << name;
}

TEST_F(Transfer, FindsWhatWasFoundBefore) {
  export_city(here_, slug_, out("city.tar.zst"));
  import_city(there_, "moved", out("city.tar.zst"));
  auto const served = there_.open("moved");
  auto const actor = system_actor("test");
  run_view(served->city(), actor, [](View const& view) {
    EXPECT_EQ(search_cases(view, "zoe", 10, "en").size(), 1U);
    EXPECT_EQ(search_cases(view, "bache", 10, "en").size(), 1U);  // the service's Spanish name
    EXPECT_TRUE(nearest_address(view, {40.0425, -86.128}, 5000));
    EXPECT_EQ(subscriptions_for(view, {.service = "pothole", .point = Point{40.0319, -86.1525}}).size(), 1U);
    return 0;
  });
  EXPECT_FALSE(std::filesystem::exists(there_.data() / ".incoming-moved"));
  EXPECT_FALSE(std::filesystem::exists(there_.data() / ".unpacked-moved"));
}

TEST_F(Transfer, WorksWhileTheCityIsServed) {
  auto const served = here_.open(slug_);
  EXPECT_GT(export_city(here_, slug_, out("live")).rows, 100);
}

TEST_F(Transfer, RefusesWhatIsDamagedAndLeavesNothing) {
  export_city(here_, slug_, out("first"));
  EXPECT_EQ(code_of([&] { export_city(here_, slug_, out("first")); }), "export.exists");
  auto const cases = out("first") / "tables/cases.ndjson";
  std::ofstream{cases, std::ios::app} << "{}\n";
  EXPECT_EQ(code_of([&] { import_city(there_, "moved", out("first")); }), "import.broken");
  std::filesystem::remove(out("first") / "manifest.json");
  EXPECT_EQ(code_of([&] { import_city(there_, "moved", out("first")); }), "file.unreadable");
  EXPECT_TRUE(there_.slugs().empty());
  EXPECT_EQ(code_of([&] { import_city(here_, slug_, out("first")); }), "export.exists");
}

}  // namespace
}  // namespace cityhall
