#include "kernel/definitions/definitions_store.h"

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/definitions/print.h"
#include "kernel/testing.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

Json shipped_pothole() {
  return *parse_json(read_file(std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/services/pothole.service.json"));
}

std::string pothole_version(int version) {
  auto file = shipped_pothole();
  file["version"] = version;
  file["title"]["en"] = "Pothole " + std::to_string(version);
  return to_text(file);
}

class PublishedDefinitions : public ::testing::Test {
 protected:
  DefinitionPtr publish(std::string_view json) {
    return test_.run(system_actor("test"), [&](Unit& unit) { return publish_definition(unit, json, shipped_context()); });
  }
  std::shared_ptr<DefinitionSet const> set() { return test_.city().definitions.get(); }
  std::string refused(std::string_view json) {
    try {
      publish(json);
    } catch (Refusal const& refusal) {
      return refusal.code + (refusal.fields.empty() ? "" : " " + refusal.fields.front().field);
    }
    return "";
  }
  TestCity test_{{}};
};

TEST_F(PublishedDefinitions, AreFoundByIdVersionAndCode) {
  auto const first = publish(pothole_version(1));
  auto const second = publish(pothole_version(3));
  EXPECT_EQ(set()->find("pothole"), second);
  EXPECT_EQ(set()->find("pothole", 1), first);
  EXPECT_EQ(set()->find("pothole", 2), nullptr);
  EXPECT_EQ(set()->find_code("POTHOLE"), second);
  EXPECT_EQ(set()->find("graffiti"), nullptr);
  EXPECT_EQ(set()->versions("pothole").size(), 2U);
  EXPECT_EQ(set()->current().size(), 1U);
}

TEST_F(PublishedDefinitions, CountFromTheirDay) {
  auto const now = publish(pothole_version(1));
  auto later = *parse_json(pothole_version(2));
  auto const tomorrow = test_.city().clock().now() + std::chrono::hours{24};
  later["effective"] = to_iso(TimeZone{test_.city().settings.get()->time_zone}.date_of(tomorrow));
  auto const then = publish(to_text(later));
  EXPECT_EQ(set()->find("pothole"), now);
  EXPECT_EQ(set()->find("pothole", 2), then);
  EXPECT_EQ(set()->versions("pothole").size(), 2U);
  bring_into_force(test_.city());
  EXPECT_EQ(set()->find("pothole"), now);
  test_.clock().advance(std::chrono::hours{24});
  bring_into_force(test_.city());
  EXPECT_EQ(set()->find("pothole"), then);
  EXPECT_EQ(set()->find_code("POTHOLE"), then);
}

TEST_F(PublishedDefinitions, NeverChange) {
  auto const first = publish(pothole_version(2));
  EXPECT_EQ(publish(pothole_version(2))->hash, first->hash);  // the same bytes again
  auto other = *parse_json(pothole_version(2));
  other["title"]["en"] = "Hole";
  EXPECT_EQ(refused(to_text(other)), "definition.version_exists");
  EXPECT_EQ(refused(pothole_version(1)), "definition.version_exists");
  EXPECT_EQ(set()->versions("pothole").size(), 1U);
}

TEST_F(PublishedDefinitions, AreRefusedWithFaultsAndLeaveNothing) {
  auto faulty = shipped_pothole();
  faulty["workflow"]["states"]["open"]["actions"]["close"]["to"] = "clsoed";
  EXPECT_EQ(refused(to_text(faulty)), "definition.faulty /workflow/states/open/actions/close/to");
  auto failing = shipped_pothole();
  failing["tests"][0]["expect"]["priority"] = 5;
  EXPECT_EQ(refused(to_text(failing)), "definition.faulty /tests/0/expect/priority");
  EXPECT_EQ(refused("{"), "definition.faulty");
  auto clash = shipped_pothole();
  publish(to_text(clash));
  clash["id"] = "hole";
  EXPECT_EQ(refused(to_text(clash)), "definition.faulty /open311/service_code");
  EXPECT_EQ(set()->current().size(), 1U);
  EXPECT_THROW(test_.run(Actor{}, [&](Unit& unit) { return publish_definition(unit, pothole_version(9), shipped_context()); }), Refusal);
}

TEST_F(PublishedDefinitions, SurviveARestartWithTheirBytes) {
  auto const first = publish(pothole_version(1));
  publish(pothole_version(2));
  test_.run(system_actor("test"), [](Unit& unit) { retire_definition(unit, "pothole"); });
  EXPECT_EQ(set()->find("pothole"), nullptr);
  test_.reopen();
  EXPECT_EQ(set()->find("pothole"), nullptr);
  ASSERT_NE(set()->find("pothole", 1), nullptr);
  EXPECT_EQ(set()->find("pothole", 1)->hash, first->hash);
  EXPECT_EQ(test_.view(system_actor("test"), [](View const& view) { return definition_source(view, "pothole", 1); }),
            print_definition(*parse_json(pothole_version(1))));
  publish(pothole_version(3));  // comes back
  EXPECT_EQ(set()->find("pothole")->version, 3);
  EXPECT_THROW(test_.run(system_actor("test"), [](Unit& unit) { retire_definition(unit, "graffiti"); }), Refusal);
}

TEST_F(PublishedDefinitions, ThatAreDamagedStopTheStartByName) {
  publish(pothole_version(1));
  test_.run(system_actor("test"), [](Unit& unit) { unit.tx.run(R"sql(UPDATE definitions SET hash = $1)sql", "00"); });
  try {
    test_.view(system_actor("test"), [](View const& view) { return load_definitions(view.reader); });
    FAIL() << "a damaged definition was loaded";
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "definition.damaged");
    EXPECT_NE(std::string{refusal.what()}.find("pothole"), std::string::npos);
  }
}

}  // namespace
}  // namespace cityhall
