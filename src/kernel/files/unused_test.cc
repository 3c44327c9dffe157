#include "kernel/files/unused.h"

#include <gtest/gtest.h>

#include "kernel/cases/state.h"
#include "kernel/files/file.h"
#include "kernel/settings/settings_store.h"
#include "kernel/testing.h"
#include "store/blobs.h"

namespace cityhall {
namespace {

/// A photo of its own, with its bytes.
FileId photo_of(TestCity& test, std::string const& bytes) {
  PreparedPhoto photo;
  for (auto& rendition : photo.renditions)
    rendition = {.hash = test.city().blobs().put(bytes), .width = 1, .height = 1, .bytes = static_cast<std::int64_t>(bytes.size())};
  return test.run(test.anonymous(), [&](Unit& unit) { return register_file(unit, photo, {.purpose = "upload"}); });
}

bool has_bytes(TestCity& test, FileId id) {
  auto const file = test.view(test.anonymous(), [&](View const& view) { return find_file(view, id); });
  return file && test.city().blobs().has(file->renditions[0].hash);
}

TEST(UnusedFiles, GoWithTheirBytesAndAllOthersStay) {
  TestCity test;
  auto const system = system_actor("test");
  auto const abandoned = photo_of(test, "abandoned");
  auto const sent = photo_of(test, "sent");
  auto const front = photo_of(test, "on the start page");
  auto const report = test.pothole(in_north);
  test.run(system, [&](Unit& unit) {
    keep_files(unit, report.id, {sent}, FilePurpose::reported);
    auto settings = *unit.city.settings.get();
    settings.look.hero_picture = to_text(front);
    change_settings(unit, settings);
  });
  auto const unused = test.view(system, [&](View const& view) { return unused_files(view, {abandoned, sent, front}); });
  EXPECT_EQ(unused, std::set<FileId>{abandoned});
  test.run(system, [&](Unit& unit) { remove_files(unit, {abandoned, sent}); });
  test.clock().advance(std::chrono::hours{48});
  EXPECT_EQ(sweep_blobs(test.city()), 1);
  EXPECT_FALSE(has_bytes(test, abandoned));
  EXPECT_TRUE(has_bytes(test, sent)) << "a case had taken it";
  EXPECT_TRUE(has_bytes(test, front));
}

TEST(UnusedFiles, AreNamedInManyForms) {
  std::set<FileId> files{FileId{12}, FileId{15}, FileId{120}, FileId{7}};
  leave_out_named("12,15", files);
  EXPECT_EQ(files, (std::set<FileId>{FileId{7}, FileId{120}}));
  leave_out_named(R"([{"question":"photo3","file":120}] ![A hole](/files/7/640.jpg) 99999999999999999999)", files);
  EXPECT_TRUE(files.empty());
  leave_out_named("", files);
}

}  // namespace
}  // namespace cityhall
