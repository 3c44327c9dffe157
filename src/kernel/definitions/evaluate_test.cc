#include "kernel/definitions/evaluate.h"

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/parse.h"

namespace cityhall {
namespace {

DefinitionPtr shipped(std::string const& id) {
  auto parsed = parse_definition(read_file(std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/services" / (id + ".service.json")));
  if (!parsed) throw std::runtime_error{to_text(parsed.error())};
  return *parsed;
}

Facts facts(DefinitionPtr const& definition, char const* json) { return Facts{definition, *parse_json(json)}; }

std::string ids(auto const& all) {
  std::vector<std::string> out;
  for (auto const* one : all) out.push_back(one->id);
  return join(out, " ");
}

TEST(Evaluate, AsksWhatIsVisibleInTheChannel) {
  auto const pothole = shipped("pothole");
  auto const some = facts(pothole, R"({"lane": "travel"})");
  EXPECT_EQ(ids(visible_questions(*pothole, facts(pothole, "{}"))), "where lane size details photo");
  EXPECT_EQ(ids(visible_questions(*pothole, some, "web")), "where lane size swerve details photo");
  EXPECT_EQ(ids(visible_questions(*pothole, some, "ivr")), "where lane size swerve");
  EXPECT_EQ(ids(visible_questions(*pothole, some, "api")), ids(visible_questions(*pothole, some, "open311")));
  EXPECT_EQ(ids(visible_questions(*pothole, some, "import")), "where lane size swerve details photo");
}

TEST(Evaluate, ConditionsTogetherDoNoMoreThanOneRequestMayAsk) {
  Environment const names{{"details", Type::string()}};
  auto const greedy = Expression::compile("details.matches('(a|b|[a-z]){1,100}c') || details.matches('(a|b|[a-z]){1,100}d')", names);
  ASSERT_TRUE(greedy);
  Bindings const bindings{{"details", Value{std::string(50'000, 'a')}}};
  WorkLeft left;
  int answered = 0;
  while (answered < 10'000 && !std::holds_alternative<EvaluationError>(greedy->evaluate(bindings, left))) ++answered;
  EXPECT_GT(answered, 20) << "each of them is within its limit";
  EXPECT_LT(answered, 1000) << "all of them are not";
  EXPECT_EQ(left.steps, 0);
  EXPECT_FALSE(std::holds_alternative<EvaluationError>(greedy->evaluate(bindings))) << "the next request begins anew";
}

TEST(Evaluate, RoutesByTheFirstRuleThatHoldsAndCanBeFilledIn) {
  auto const pothole = shipped("pothole");
  auto known = facts(pothole, R"({"where": {"lat": 41.1, "long": -85.1}})");
  EXPECT_EQ(route(*pothole, known).queue, "streets");
  known.set_members("where", {{"district", "north"}});
  auto const routing = route(*pothole, known);
  EXPECT_EQ(routing.queue, "streets/north");
  EXPECT_TRUE(routing.dispatch);
  known.set_members("where", {{"owner", "state"}});
  EXPECT_EQ(route(*pothole, known).handoff, "state-roads");
  EXPECT_EQ(route(*pothole, known).queue, "");
}

TEST(Evaluate, FactsOfAnotherTypeAreUnknown) {
  auto const pothole = shipped("pothole");
  auto odd = facts(pothole, R"({"where": 3, "lane": ["travel"], "swerve": "perhaps", "nothing": 1, "size": null})");
  EXPECT_TRUE(odd.bindings().empty());
  odd.set("lane", "travel");
  odd.set_members("lane", {{"x", 1}});
  odd.set_members("where", {{"unheard-of", 1}});
  EXPECT_EQ(odd.bindings().size(), 1U);
}

TEST(Evaluate, DueTimeOfAPriorityWithoutAnEntryIsThatOfTheNextLessUrgent) {
  State const open{.sla = {{1, Period{.seconds = 3600}}, {3, Period{.days = 3}}, {4, Period{.business_days = 5}}}};
  EXPECT_EQ(to_text(*sla(open, 1)), "PT1H");
  EXPECT_EQ(to_text(*sla(open, 2)), "P3D");
  EXPECT_EQ(to_text(*sla(open, 3)), "P3D");
  EXPECT_EQ(to_text(*sla(open, 5)), "P5BD");
  EXPECT_EQ(to_text(*sla(State{.sla = {{0, Period{.days = 1}}}}, 4)), "P1D");
  EXPECT_FALSE(sla(State{}, 1));
}

TEST(Evaluate, AllowsActionsByRoleAndTime) {
  auto const pothole = shipped("pothole");
  auto const& closed = *pothole->workflow.state("closed");
  BusinessCalendar const calendar;
  auto const none = facts(pothole, "{}");
  auto const entered = from_micros(1'800'000'000'000'000);
  auto const allowed = [&](std::vector<std::string> const& roles, std::chrono::hours later) {
    return ids(allowed_actions(closed, none, {roles, entered, entered + later, calendar}));
  };
  EXPECT_EQ(allowed({"reporter"}, std::chrono::hours{24 * 7}), "reopen");
  EXPECT_EQ(allowed({"reporter"}, std::chrono::hours{24 * 7 + 1}), "");
  EXPECT_EQ(allowed({"dispatcher", "crew"}, std::chrono::hours{1000}), "reopen-staff");
  EXPECT_EQ(allowed({}, std::chrono::hours{1}), "");
}

TEST(Evaluate, NamesAStateInTheReadersLanguage) {
  auto const pothole = shipped("pothole");
  EXPECT_EQ(public_label(*pothole->workflow.state("closed"), "es-MX"), "Resuelto");
  EXPECT_EQ(public_label(*pothole->workflow.state("closed"), "fr"), "Fixed");
  EXPECT_EQ(public_label(State{.id = "x", .public_name = "open"}, "es"), "open");
}

}  // namespace
}  // namespace cityhall
