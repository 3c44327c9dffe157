#include <gtest/gtest.h>

#include "base/temporary_folder.h"
#include "kernel/files/file.h"
#include "kernel/run_unit.h"
#include "services/issues/beginning.h"
#include "services/issues/module.h"
#include "store/blobs.h"
#include "store/migrations.h"

namespace cityhall {
namespace {

class ForgottenDrafts : public testing::Test {
 protected:
  FileId photo(std::string const& bytes) {
    PreparedPhoto photo;
    for (auto& rendition : photo.renditions)
      rendition = {.hash = city_.blobs().put(bytes), .width = 1, .height = 1, .bytes = static_cast<std::int64_t>(bytes.size())};
    return run_unit(city_, nobody_, [&](Unit& unit) { return register_file(unit, photo, {.purpose = "upload"}); });
  }
  void draft_with(FileId file) {
    auto const definition = std::make_shared<Definition const>(Definition{.id = "pothole"});
    Draft draft{.definition = definition, .language = "en", .files = {{"photo", file}}};
    run_unit(city_, nobody_, [&](Unit& unit) { begin_draft(unit, draft); });
  }
  void beginning_with(FileId file) {
    Beginning beginning{.language = "en", .files = {file}};
    run_unit(city_, nobody_, [&](Unit& unit) { begin(unit, beginning); });
  }
  bool is_there(FileId id) {
    return run_view(city_, nobody_, [&](View const& view) { return find_file(view, id).has_value(); });
  }
  void pass(std::chrono::hours time) {
    clock_.advance(time);
    forget_old_drafts(city_);
    sweep_blobs(city_);
  }

  TemporaryFolder folder_;
  ManualClock clock_{from_micros(1'800'000'000'000'000)};
  SeededRandom random_{7};
  Translations translations_;
  City city_{folder_ / "city",
             CityParts{.clock = clock_, .random = random_, .translations = translations_, .module_migrations = issues_module().migrations}};
  Actor nobody_{};
};

TEST_F(ForgottenDrafts, TakeTheirPhotosWithThem) {
  auto const begun = photo("begun");
  auto const drafted = photo("drafted");
  auto const other = photo("of nobody's draft");
  auto const hash = run_view(city_, nobody_, [&](View const& view) { return find_file(view, drafted)->renditions[0].hash; });
  beginning_with(begun);
  draft_with(drafted);
  pass(std::chrono::hours{6 * 24});
  EXPECT_TRUE(is_there(begun));
  EXPECT_TRUE(is_there(drafted));
  pass(std::chrono::hours{2 * 24});
  EXPECT_FALSE(is_there(begun));
  EXPECT_FALSE(is_there(drafted));
  EXPECT_FALSE(city_.blobs().has(hash));
  EXPECT_TRUE(is_there(other));
}

TEST_F(ForgottenDrafts, LeaveAPhotoToTheDraftThatWasMadeOfThem) {
  auto const shared = photo("shared");
  beginning_with(shared);
  clock_.advance(std::chrono::hours{3 * 24});
  draft_with(shared);
  pass(std::chrono::hours{5 * 24});
  EXPECT_TRUE(is_there(shared)) << "its draft is alive";
  pass(std::chrono::hours{3 * 24});
  EXPECT_FALSE(is_there(shared));
}

TEST_F(ForgottenDrafts, GoHoweverManyThereAre) {
  std::vector<FileId> photos;
  for (int i = 0; i < 250; ++i) {
    photos.push_back(photo("photo " + std::to_string(i)));
    draft_with(photos.back());
  }
  pass(std::chrono::hours{8 * 24});
  for (auto const id : photos) EXPECT_FALSE(is_there(id));
}

}  // namespace
}  // namespace cityhall
