// Every vector of tests/vectors/expressions/vectors.json; the browser's evaluator runs the same file in expressions.test.mjs.
#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "environment.h"

namespace cityhall {
namespace {

Json expected(Json const& vector) {
  auto json = vector;
  json.erase("text");
  json.erase("answers");
  return json;
}

Json actual(Json const& vector, Environment const& environment, Bindings const& bindings) {
  auto const expression = Expression::compile(vector.at("text").get<std::string>(), environment);
  if (!expression) return Json{{"refused", true}};
  return outcome_to_json(expression->evaluate(bindings));
}

TEST(ExpressionVectors, GiveWhatTheySay) {
  auto const file = parse_json(read_file(CITYHALL_SOURCE_DIR "/tests/vectors/expressions/vectors.json"));
  ASSERT_TRUE(file) << file.error().what;
  auto const environment = environment_from_json(file->at("environment"));
  int count = 0;
  for (auto const& group : file->at("groups"))
    for (auto const& vector : group.at("vectors")) {
      auto const bindings = bindings_from_json(vector.value("answers", file->at("answers")), environment);
      EXPECT_EQ(to_text(actual(vector, environment, bindings)), to_text(expected(vector)))
          << group.at("title") << ": " << vector.at("text");
      ++count;
    }
  EXPECT_GE(count, 300);
  std::cout << "expression vectors: " << count << '\n';
}

}  // namespace
}  // namespace cityhall
