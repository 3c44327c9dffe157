#include "kernel/expressions/expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"

namespace cityhall {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Environment const environment{{"kind", Type::choice({"new", "deck", "roof"})},
                              {"value", Type::decimal()},
                              {"sqft", Type::integer()},
                              {"site", Type::record({{"zone", Type::string()}, {"use", Type::string()}})},
                              {"reviews", Type::list(Type::record({{"ok", Type::boolean()}}))}};

TEST(Expression, TellsWhatItReads) {
  auto const expression = Expression::compile("site.zone == 'a' && has(kind) && reviews.all(r, r.ok || sqft > 1)", environment);
  ASSERT_TRUE(expression);
  EXPECT_THAT(expression->references(), ElementsAre("kind", "reviews", "site", "sqft"));
  EXPECT_THAT(expression->paths(), ElementsAre("kind", "reviews", "site.zone", "sqft"));
}

TEST(Expression, TellsEveryTypeErrorWithItsPlace) {
  auto const expression = Expression::compile("knd == 'roof' && kind == 'rof' && sqft + 'a' == 3", environment);
  ASSERT_FALSE(expression);
  ASSERT_EQ(expression.error().size(), 3U);
  EXPECT_EQ(expression.error()[0].offset, 0U);
  EXPECT_EQ(expression.error()[0].length, 3U);
  EXPECT_EQ(expression.error()[0].did_you_mean, "kind");
  EXPECT_EQ(expression.error()[1].offset, 25U);
  EXPECT_EQ(expression.error()[1].did_you_mean, "roof");
  EXPECT_THAT(to_string(expression.error()), HasSubstr("column 35: there is no int + string"));
}

TEST(Expression, GivesTheTypeThatIsWanted) {
  EXPECT_FALSE(Expression::compile("sqft", environment, Type::boolean()));
  EXPECT_FALSE(Expression::compile("value", environment, Type::integer()));
  EXPECT_FALSE(Expression::compile("'shed'", environment, Type::choice({"new", "deck"})));
  auto const promoted = Expression::compile("sqft", environment, Type::decimal());
  ASSERT_TRUE(promoted);
  auto const outcome = promoted->evaluate({{"sqft", 3}});
  ASSERT_TRUE(std::get<Value>(outcome).get<Decimal>());
}

TEST(Expression, IsTrueOnlyWhenItIsKnownToBe) {
  auto const expression = Expression::compile("sqft > 200", environment);
  ASSERT_TRUE(expression);
  EXPECT_TRUE(is_true(expression->evaluate({{"sqft", 240}})));
  EXPECT_FALSE(is_true(expression->evaluate({{"sqft", 100}})));
  EXPECT_FALSE(is_true(expression->evaluate({})));
  EXPECT_FALSE(is_true(expression->evaluate({{"sqft", "many"}})));
}

TEST(Expression, OutlivesItsTextAndEnvironment) {
  auto const compile = [] {
    std::string const text = "a * 2 + " + std::string(20, '1');
    return *Expression::compile("a.size() + " + std::to_string(text.size()), Environment{{"a", Type::list(Type::integer())}});
  };
  auto const copy = Expression{compile()};
  EXPECT_EQ(std::get<Value>(copy.evaluate({{"a", Value{Value::List{1, 2}}}})), Value{30});
}

TEST(Expression, WritesTheTreeForTheBrowser) {
  auto const expression = Expression::compile("site.zone == 'a' || sqft > 9223372036854775807", environment);
  ASSERT_TRUE(expression);
  EXPECT_EQ(to_text(expression->to_json()),
            R"({"v":1,"type":"bool","names":{"site":{"use":"string","zone":"string"},"sqft":"int"},)"
            R"("tree":["||",["==",[".",["name","site"],"zone","site.zone"],"a"],[">",["name","sqft"],["int","9223372036854775807"]]]})");
}

TEST(Expression, KnowsWhatMayBeAName) {
  for (auto const* good : {"a", "_a", "plan_review", "A9"}) EXPECT_TRUE(is_expression_name(good)) << good;
  for (auto const* bad : {"", "9a", "plan-review", "a b", "in", "true", "has", "for", "é"}) EXPECT_FALSE(is_expression_name(bad)) << bad;
}

TEST(Value, IsReadByType) {
  auto const read = [](char const* json, Type const& type) {
    auto const value = value_from_json(*parse_json(json), type);
    return value ? to_text(to_json(*value)) : "refused: " + value.error().what;
  };
  EXPECT_EQ(read("\"12.50\"", Type::decimal()), "\"12.5\"");
  EXPECT_EQ(read("0.1", Type::decimal()), "\"0.1\"");
  EXPECT_EQ(read("\"240\"", Type::integer()), "240");
  EXPECT_EQ(read("2.5", Type::integer()), "refused: expected a whole number, not 2.5");
  EXPECT_EQ(read("18446744073709551615", Type::integer()), "refused: expected a whole number, not 18446744073709551615");
  EXPECT_EQ(read("\"2027-02-30\"", Type::date()), "refused: expected a date such as \"2027-03-02\", not \"2027-02-30\"");
  EXPECT_EQ(read("\"PT36H\"", Type::duration()), "\"P1DT12H\"");
  EXPECT_EQ(read("[1, \"x\"]", Type::list(Type::integer())), "refused: item 2: expected a whole number, not \"x\"");
  EXPECT_EQ(read(R"({"zone": "a", "other": 1, "use": null})", environment.at("site")), R"({"zone":"a"})");
  EXPECT_EQ(read(R"({"zone": 5})", environment.at("site")), "refused: zone: expected text, not 5");
}

}  // namespace
}  // namespace cityhall
