#include "kernel/definitions/form_conditions.h"

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/parse.h"

namespace cityhall {
namespace {

DefinitionPtr form_definition(std::string const& path) {
  auto parsed = parse_definition(read_file(std::filesystem::path{CITYHALL_SOURCE_DIR} / path));
  if (!parsed) throw std::runtime_error{to_text(parsed.error())};
  return *parsed;
}

TEST(FormConditions, HoldTheQuestionsOfTheChannelWithTheirTrees) {
  auto const pothole = form_definition("catalogue/services/pothole.service.json");
  Json const facts{{"where", {{"district", "north"}}}};
  auto const form = form_conditions(*pothole, {.channel = "sms", .facts = &facts, .elsewhere = {"photo"}});
  EXPECT_EQ(form.at("facts"), (Json{{"where", {{"district", "north"}}}, {"channel", "sms"}}));
  EXPECT_EQ(form.at("elsewhere"), (Json::array({"photo"})));
  ASSERT_EQ(form.at("questions").size(), 4U);
  auto const& swerve = form.at("questions")[3];
  EXPECT_EQ(swerve.at("id"), "swerve");
  EXPECT_EQ(swerve.at("type"), "boolean");
  EXPECT_EQ(to_text(swerve.at("when").at("tree")), R"(["||",["==",["name","lane"],"travel"],["==",["name","lane"],"unsure"]])");
  EXPECT_FALSE(form.at("questions")[2].contains("when"));
}

TEST(FormConditions, OfOptionsCountAsWell) {
  auto const every_kind = form_definition("tests/vectors/forms/every_kind.service.json");
  auto const form = form_conditions(*every_kind, {});
  EXPECT_TRUE(form.at("questions")[1].at("options")[2].contains("when"));
  EXPECT_TRUE(has_conditions(*every_kind));
  EXPECT_FALSE(has_conditions(Definition{}));
}

TEST(FormConditions, OneThatIsFaultyNeverHolds) {
  Definition definition{.questions = {Question{.id = "a", .when = {.text = "1 +"}}}};
  auto const form = form_conditions(definition, {});
  EXPECT_EQ(form.at("questions")[0].at("when").at("tree"), false);
}

TEST(FormConditions, WhatIsAskedFollowsAnswersThatAreWrongByTheirCheck) {
  auto const every_kind = form_definition("tests/vectors/forms/every_kind.service.json");
  // 5 is less than the check of "worth" wants; the window costs less than ten of it all the same.
  Json const given{{"kind", "new"}, {"worth", "5"}, {"owner", "no"}};
  auto const checked = validate_answers(every_kind, given, {});
  std::vector<std::string> asked;
  for (auto const& [question, options] : checked.asked) {
    asked.push_back(question->id);
    if (question->id == "parts") {
      EXPECT_EQ(options.size(), 1U);
    }
  }
  EXPECT_EQ(join(asked, " "), "where kind area worth rate parts owner who phone");
}

}  // namespace
}  // namespace cityhall
