#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/duplicates.h"
#include "kernel/cases/public_rows.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/parties/party.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using namespace std::chrono_literals;

constexpr Duration month = std::chrono::hours{30 * 24};
constexpr double metre = 1 / 111'195.0;  // degrees of latitude

Point metres_north(Point from, double metres) { return {from.latitude + metres * metre, from.longitude}; }

TEST(Likeness, IsHighestForTheSamePlaceNowAndTheSameWords) {
  Time const now{month};
  auto const of = [&](double metres, Duration age, std::string_view words) {
    DuplicateTraits const known{metres_north(in_north, metres), now - age, words};
    auto const alike = likeness(30, month, {in_north, now, "deep hole by the bus stop"}, known);
    return alike ? alike->score : 0;
  };
  EXPECT_NEAR(of(0, 0s, "deep hole by the bus stop"), 1.0, 1e-9);
  EXPECT_NEAR(of(0, 0s, ""), 0.85, 1e-9);         // 0.5 + 0.2 + 0.3 · 0.5
  EXPECT_NEAR(of(15, month / 2, ""), 0.5, 1e-3);  // 0.25 + 0.1 + 0.15
  EXPECT_EQ(of(31, 0s, "deep hole by the bus stop"), 0);
  EXPECT_EQ(of(0, month + 1s, "deep hole by the bus stop"), 0);
  EXPECT_EQ(of(29, month - 24h, ""), 0);  // at the edge of both, nothing said
  EXPECT_GT(of(29, month - 24h, "a deep hole at the bus stop"), 0.25);
}

TEST(Likeness, OfWordsForgivesSpellingAndAccents) {
  EXPECT_EQ(word_likeness("", "hole"), std::nullopt);
  EXPECT_EQ(*word_likeness("Deep hole", "deep HOLE"), 1.0);
  EXPECT_EQ(*word_likeness("un bache en la avenida", "un bache en la avenída"), 1.0);
  EXPECT_GT(*word_likeness("street light is out", "streetlight out"), 0.6);
  EXPECT_LT(*word_likeness("street light is out", "dog barks all night"), 0.2);
}

std::size_t alike(TestCity& test, Actor const& actor, OpenedCase const& opened, Point point) {
  auto const definition = test.load(opened.id).definition;
  Place const place{.point = point};
  return test.view(actor, [&](View const& view) { return probable_duplicates(view, {*definition, place}, test.clock().now()).size(); });
}

TEST(Duplicates, AreOpenRequestsOfTheServiceWithinItsDistanceAndTime) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  EXPECT_EQ(alike(test, {}, opened, metres_north(in_north, 20)), 1U);
  EXPECT_EQ(alike(test, {}, opened, metres_north(in_north, 40)), 0U);
  test.clock().advance(29 * 24h);
  EXPECT_EQ(alike(test, {}, opened, in_north), 1U);
  test.clock().advance(2 * 24h);
  EXPECT_EQ(alike(test, {}, opened, in_north), 0U);
}

TEST(Duplicates, AreNotThoseThatAreClosed) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    close(unit, report, {.comment = "Filled."});
  });
  EXPECT_EQ(alike(test, {}, opened, in_north), 0U);
}

/// The shipped pothole service as another version.
std::string pothole_with(Json const& changes) {
  std::ifstream file{std::string{CITYHALL_SOURCE_DIR} + "/catalogue/services/pothole.service.json"};
  std::stringstream text;
  text << file.rdbuf();
  auto json = *parse_json(text.str());
  json["version"] = 2;
  json.merge_patch(changes);
  return to_text(json);
}

TEST(Duplicates, TellThePublicNoMoreThanWhatIsPublished) {
  TestCity test;
  test.publish(pothole_with({{"publish", {{"place", "block"}}}}));
  Point const here{40.0504, -86.0996};
  auto const opened = test.pothole(here);
  auto const far = Point{here.latitude + 0.0008, here.longitude + 0.0008};  // 110 m, the same block
  EXPECT_EQ(alike(test, {}, opened, far), 1U);
  EXPECT_EQ(alike(test, test.dispatcher(), opened, far), 0U);
  auto const shown = test.view({}, [&](View const& view) { return public_case(view, opened.number).place; });
  EXPECT_NEAR(shown.point->latitude, 40.051, 1e-9);
  EXPECT_NEAR(shown.point->longitude, -86.099, 1e-9);
  test.publish(pothole_with({{"version", 3}, {"publish", {{"hide", {"reporter", "where"}}}}}));
  auto const hidden = test.pothole(in_south);
  EXPECT_EQ(alike(test, {}, hidden, in_south), 0U);
  EXPECT_EQ(alike(test, test.dispatcher(), hidden, in_south), 1U);
}

TEST(Duplicates, ShowABlockInsteadOfAHouse) {
  TestCity test;
  test.publish(pothole_with({{"publish", {{"place", "block"}}}}));
  auto const definition = test.city().definitions.get()->find("pothole");
  auto const line = [&](std::string address) { return published_place(*definition, {.address = std::move(address)}).address; };
  EXPECT_EQ(line("1234 Main St, Unit 4"), "12XX Main St");
  EXPECT_EQ(line("7 Main St"), "XX Main St");
  EXPECT_EQ(line("Main St"), "Main St");
  EXPECT_EQ(line("214-216 Oak Rd"), "2XX Oak Rd");
}

TEST(Duplicates, ShowAHouseWithoutItsDoor) {
  TestCity test;
  auto const definition = test.city().definitions.get()->find("pothole");
  auto const line = [&](std::string address) { return published_place(*definition, {.address = std::move(address)}).address; };
  EXPECT_EQ(line("1314 Poplar Street, 3"), "1314 Poplar Street");
  EXPECT_EQ(line("12 Main St, Unit 4"), "12 Main St");
  EXPECT_EQ(line("Oak Park, north gate"), "Oak Park, north gate");
}

TEST(Support, CountsAPersonOnceAndLetsAKnownOneFollow) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  auto const party = test.run(test.dispatcher(), [&](Unit& unit) { return find_or_make_party(unit, {.email = "ana@example.org"}); });
  test.run({}, [&](Unit& unit) {
    auto const report = load_case(view_of(unit), opened.id);
    support(unit, report, {.supporter = "draft/1"});
    support(unit, report, {.supporter = "draft/1"});
    support(unit, report, {.supporter = "draft/2", .party = party, .language = "es"});
    support(unit, report, {.supporter = "draft/3", .party = party, .language = "es"});
  });
  EXPECT_EQ(test.view({}, [&](View const& view) { return people_behind(view, opened.id); }), 3U);
  EXPECT_EQ(test.view({}, [&](View const& view) { return followers_of(view, opened.id).size(); }), 1U);
  EXPECT_EQ(test.events(opened.id), "case.opened task.created case.supported case.supported case.followed");
}

}  // namespace
}  // namespace cityhall
