// uses: kernel base
// Any text as an expression: errors that lie within it, or a tree that evaluates with and without answers and prints as JSON.
#include <cstdlib>

#include "base/json.h"
#include "base/text.h"
#include "kernel/expressions/expression.h"

using namespace cityhall;

namespace {

Environment environment() {
  return {{"kind", Type::choice({"new", "deck", "roof"})},
          {"value", Type::decimal()},
          {"sqft", Type::integer()},
          {"note", Type::string()},
          {"ok", Type::boolean()},
          {"today", Type::date()},
          {"wait", Type::duration()},
          {"list", Type::list(Type::integer())},
          {"plans", Type::list(Type::string())},
          {"site", Type::record({{"zone", Type::string()}, {"lot", Type::decimal()}})}};
}

Bindings bindings() {
  return {{"kind", "deck"},
          {"value", Value{Decimal{12'000}}},
          {"sqft", 240},
          {"note", "a b-1"},
          {"ok", true},
          {"wait", Value{Duration{5}}},
          {"today", Value{*parse_date("2027-03-02")}},
          {"list", Value{Value::List{1, 2, 3}}},
          {"plans", Value{Value::List{"a", "b"}}},
          {"site", Value{Value::Record{{"zone", "x"}}}}};
}

/// Answers of the wrong types may give errors, never a crash.
Bindings wrong_bindings() {
  return {{"kind", 5},
          {"value", "x"},
          {"sqft", Value{Decimal{1}}},
          {"note", true},
          {"ok", "yes"},
          {"wait", 1},
          {"today", "x"},
          {"list", "x"},
          {"plans", Value{Value::List{1, true}}},
          {"site", Value{Value::List{}}}};
}

void check_errors(Expression::Errors const& errors, std::string_view text) {
  if (errors.empty()) std::abort();
  for (auto const& error : errors)
    if (error.offset > text.size() || error.length > text.size() - error.offset || !is_utf8(error.message)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  auto const expression = Expression::compile(text, environment());
  if (!expression) {
    check_errors(expression.error(), text);
    return 0;
  }
  for (auto const& answers : {bindings(), wrong_bindings(), Bindings{}}) (void)expression->evaluate(answers);
  if (to_text(expression->to_json()).empty()) std::abort();
  return 0;
}
