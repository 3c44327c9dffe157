#include <gtest/gtest.h>

#include "base/json.h"
#include "services/page/map_dots.h"
#include "services/page/map_view.h"

namespace cityhall {
namespace {

TEST(MapDots, AreGeoJsonWithWhatTheMapShows) {
  auto const response = map_dots({{.point = {40.042123456, -86.1}, .number = "SR-1", .title = "A \"deep\" hole", .open = false},
                                  {.point = {40, -86}, .number = "SR-2", .title = "Niño"}});
  auto const read = *parse_json(web::body_text(response));
  ASSERT_EQ(read.at("features").size(), 2U);
  auto const& first = read.at("features").at(0);
  EXPECT_EQ(first.at("geometry").at("coordinates"), Json::array({-86.1, 40.04212}));
  EXPECT_EQ(first.at("properties").at("title"), "A \"deep\" hole");
  EXPECT_EQ(first.at("properties").at("open"), false);
}

TEST(PointsView, ShowsAllPointsAndNoMoreThanSomeStreets) {
  std::vector<Point> const points{{40.02, -86.16}, {40.06, -86.10}};
  auto const view = *points_view({}, points, 640, 480);
  for (auto const point : points) {
    auto const at = on_picture(view, point);
    EXPECT_GT(at.x, 10);
    EXPECT_GT(at.y, 10);
    EXPECT_LT(at.x, 630);
    EXPECT_LT(at.y, 470);
  }
  EXPECT_LE(points_view({}, std::vector<Point>{{40, -86}}, 640, 480)->zoom, 16);
  EXPECT_FALSE(points_view({}, {}, 640, 480));
}

}  // namespace
}  // namespace cityhall
