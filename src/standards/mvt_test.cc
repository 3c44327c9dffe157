#include "standards/mvt.h"

#include <gtest/gtest.h>

namespace cityhall::standards::mvt {
namespace {

std::vector<Layer> town() {
  return {{.name = "road",
           .features = {{.id = 7,
                         .shape = Shape::lines,
                         .parts = {{{0, 0}, {10, -5}, {4096, 4100}}, {{1, 1}, {2, 2}}},
                         .tags = {{"class", std::string{"local"}}, {"lanes", std::int64_t{2}}, {"oneway", true}, {"width", 3.5}}}}},
          {.name = "water",
           .features = {{.shape = Shape::polygons, .parts = {{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{10, 10}, {10, 20}, {20, 20}}}}}},
          {.name = "poi", .features = {{.shape = Shape::points, .parts = {{{5, 6}}}, .tags = {{"name", std::string{"Café Ñandú"}}}}}}};
}

TEST(Mvt, ReadsBackWhatItWrote) {
  auto const bytes = write(town());
  auto const read_back = read(bytes);
  ASSERT_TRUE(read_back) << read_back.error().what;
  ASSERT_EQ(read_back->size(), 3U);
  for (std::size_t at = 0; at < 3; ++at) {
    EXPECT_EQ((*read_back)[at].name, town()[at].name);
    EXPECT_EQ((*read_back)[at].features[0].parts, town()[at].features[0].parts);
    EXPECT_EQ((*read_back)[at].features[0].tags, town()[at].features[0].tags);
  }
  EXPECT_EQ((*read_back)[2].features[0].text("name"), "Café Ñandú");
  EXPECT_EQ((*read_back)[0].features[0].id, 7U);
}

// The example of the specification, 4.3.5.3: a line (2,2) (2,10) (10,10) is the commands 9 4 4 18 0 16 16 0.
TEST(Mvt, DrawsTheSpecificationsLine) {
  auto const bytes = write({{.name = "l", .features = {{.shape = Shape::lines, .parts = {{{2, 2}, {2, 10}, {10, 10}}}}}}});
  EXPECT_NE(bytes.find(std::string{"\x09\x04\x04\x12\x00\x10\x10\x00", 8}), std::string::npos);
}

TEST(Mvt, LeavesOutWhatCannotBeDrawn) {
  auto const bytes = write({{.name = "l", .features = {{.shape = Shape::lines, .parts = {{{2, 2}}}}}}, {.name = "none"}});
  auto const read_back = read(bytes);
  ASSERT_TRUE(read_back);
  ASSERT_EQ(read_back->size(), 1U);
  EXPECT_TRUE((*read_back)[0].features.empty());
}

TEST(Mvt, RefusesEveryCutAndManyChangesWithoutFalling) {
  auto const bytes = write(town());
  for (std::size_t length = 1; length < bytes.size(); ++length) (void)read(std::string_view{bytes}.substr(0, length));
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      (void)read(changed);
    }
  EXPECT_FALSE(read(std::string_view{bytes}.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(read(bytes, {.points = 3}));
}

}  // namespace
}  // namespace cityhall::standards::mvt
