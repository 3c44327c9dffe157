#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "store/spatial_index.h"
#include "store/testing.h"
#include "store/text_index.h"

namespace cityhall::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class IndexTest : public testing::Test {
 protected:
  std::vector<std::int64_t> found(std::string_view words, int limit = 10) {
    std::vector<std::int64_t> ids;
    for (auto const& hit : database->read([&](Reader& reader) { return text.search(reader, words, limit); })) ids.push_back(hit.id);
    return ids;
  }
  TemporaryFolder folder;
  std::unique_ptr<Database> database = open_sqlite(folder / "city.db");
  TextIndex text{"case_text"};
  SpatialIndex places{"place_box"};
};

TEST_F(IndexTest, TextIsFoundByWordsPrefixesAndPhrases) {
  database->write([&](Transaction& tx) {
    text.create(tx);
    text.create(tx);
    text.add(tx, 1, fold("Bache grande en la calle O'Brien"));
    text.add(tx, 2, fold("Bache, bache, bache: año nuevo"));
    text.put(tx, 3, fold("SR-27-000123 broken light"));
  });
  EXPECT_THAT(found("BACHE"), ElementsAre(2, 1)) << "the one that says it oftener comes first";
  EXPECT_THAT(found("bach gran"), IsEmpty()) << "only the last word is a prefix";
  EXPECT_THAT(found("bache gran"), ElementsAre(1));
  EXPECT_THAT(found("bache g"), IsEmpty()) << "one letter is a whole word";
  EXPECT_THAT(found("Año"), ElementsAre(2));
  EXPECT_THAT(found("o'brien"), ElementsAre(1));
  EXPECT_THAT(found("SR-27-000123"), ElementsAre(3));
  EXPECT_THAT(found("27-0001"), ElementsAre(3));
  EXPECT_THAT(found("bache", 1), ElementsAre(2));
}

TEST_F(IndexTest, TheLatestHaveTheWordItselfWhereItFillsTheList) {
  database->write([&](Transaction& tx) {
    text.create(tx);
    for (std::int64_t id = 1; id <= 4; ++id) text.add(tx, id, id % 2 == 0 ? "main st" : "main street");
  });
  auto const latest = [&](int limit) { return database->read([&](Reader& reader) { return text.latest(reader, "main st", limit); }); };
  EXPECT_THAT(latest(2), ElementsAre(4, 2));
  EXPECT_THAT(latest(3), ElementsAre(4, 3, 2));
  auto const before = [&](std::int64_t id) { return database->read([&](Reader& reader) { return text.latest(reader, "main", 2, id); }); };
  EXPECT_THAT(before(4), ElementsAre(3, 2));
  EXPECT_THAT(before(2), ElementsAre(1));
  EXPECT_THAT(before(1), IsEmpty());
}

TEST_F(IndexTest, TypedTextIsNeverASearchExpression) {
  database->write([&](Transaction& tx) {
    text.create(tx);
    text.add(tx, 1, "not near and or");
  });
  for (auto const* words : {"\"", "*", "(", "a AND", "words:", "NEAR(a b)", "^x", "a\"b", "- -", "", "   ", "''", "{a}", "\\", "\xC3\xB1"})
    EXPECT_NO_THROW(found(words)) << words;
  EXPECT_THAT(found("not"), ElementsAre(1));
  EXPECT_THAT(found("OR near"), ElementsAre(1));
  EXPECT_THAT(found(std::string(10'000, '"')), IsEmpty());
}

TEST_F(IndexTest, TextIsReplacedAndRemoved) {
  database->write([&](Transaction& tx) {
    text.create(tx);
    text.put(tx, 1, "old words");
    text.put(tx, 1, "new words");
    text.put(tx, 2, "words");
    text.remove(tx, 2);
    text.remove(tx, 99);
  });
  EXPECT_THAT(found("old"), IsEmpty());
  EXPECT_THAT(found("words"), ElementsAre(1));
}

TEST_F(IndexTest, BoxesAreFoundByTouch) {
  Box const point{-71.0589, 42.3601, -71.0589, 42.3601};
  Box const ward{-71.10, 42.30, -71.00, 42.40};
  auto const within = [&](Box const& box) { return database->read([&](Reader& reader) { return places.within(reader, box); }); };
  database->write([&](Transaction& tx) {
    places.create(tx);
    places.put(tx, 1, point);
    places.put(tx, 2, ward);
    places.put(tx, 3, ward);
    places.put(tx, 3, {10, 10, 11, 11});
  });
  EXPECT_THAT(within(point), UnorderedElementsAre(1, 2));
  EXPECT_THAT(within({-71.2, 42.2, -71.05, 42.301}), ElementsAre(2));
  EXPECT_THAT(within({11, 11, 12, 12}), ElementsAre(3));
  EXPECT_THAT(within({0, 0, 1, 1}), IsEmpty());
  database->write([&](Transaction& tx) { places.remove(tx, 2); });
  EXPECT_THAT(within(point), ElementsAre(1));
}

TEST_F(IndexTest, TheNearestPointsComeFirstAlsoInTheNorth) {
  database->write([&](Transaction& tx) {
    places.create(tx);
    places.put(tx, 1, {10, 60.0008, 10, 60.0008});  // 89 m to the north
    places.put(tx, 2, {10.001, 60, 10.001, 60});    // 56 m to the east: there a degree of longitude is half as long
    places.put(tx, 3, {10.003, 60, 10.003, 60});    // outside
  });
  // 111 m around 60 degrees north, 10 degrees east
  auto const near = [&](std::size_t most) {
    std::vector<std::int64_t> ids;
    for (auto const& point : database->read([&](Reader& reader) { return places.nearest(reader, {9.998, 59.999, 10.002, 60.001}, most); }))
      ids.push_back(point.id);
    return ids;
  };
  EXPECT_THAT(near(9), ElementsAre(2, 1));
  EXPECT_THAT(near(1), ElementsAre(2));
}

}  // namespace
}  // namespace cityhall::store
