// Every example of docs/reference/expressions.md is run; every function stands in it.
#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "environment.h"
#include "kernel/expressions/functions.h"

namespace cityhall {
namespace {

struct Block {
  std::string kind;  // what stands after the three back quotes
  std::string text;
};

std::vector<Block> blocks_of(std::string_view page) {
  std::vector<Block> blocks;
  bool inside = false;
  for (auto const line : split(page, '\n')) {
    bool const fence = line.starts_with("```");
    if (fence && !inside) blocks.push_back({.kind = std::string{line.substr(3)}, .text = {}});
    else if (!fence && inside) blocks.back().text += std::string{line} + "\n";
    if (fence) inside = !inside;
  }
  return blocks;
}

Json json_block(std::vector<Block> const& blocks, std::string_view kind) {
  for (auto const& block : blocks)
    if (block.kind == kind) return *parse_json(block.text);
  return Json::object();
}

std::string told(Result<Expression, Expression::Errors> const& expression, Bindings const& bindings) {
  if (!expression) return "refused: " + to_string(expression.error());
  auto const outcome = expression->evaluate(bindings);
  if (auto const* unknown = std::get_if<Unknown>(&outcome)) return "unknown: " + join(unknown->names, ", ");
  auto const* value = std::get_if<Value>(&outcome);
  return value ? to_text(to_json(*value)) : "error";
}

/// A refusal is quoted without its place.
bool agrees(std::string const& got, std::string_view said) {
  if (said.starts_with("refused: ")) return got.starts_with("refused: ") && got.find(said.substr(9)) != std::string::npos;
  auto const json = parse_json(said);
  return got == (json ? to_text(*json) : std::string{said});
}

class Reference : public testing::Test {
 protected:
  std::string const page = read_file(CITYHALL_SOURCE_DIR "/docs/reference/expressions.md");
};

TEST_F(Reference, ExamplesGiveWhatThePageSays) {
  auto const blocks = blocks_of(page);
  auto const environment = environment_from_json(json_block(blocks, "json names"));
  auto const bindings = bindings_from_json(json_block(blocks, "json answers"), environment);
  int count = 0;
  for (auto const& block : blocks) {
    if (block.kind != "expressions") continue;
    for (auto const line : split(block.text, '\n')) {
      auto const comment = line.rfind("// ");
      if (comment == std::string_view::npos) continue;
      auto const got = told(Expression::compile(line.substr(0, comment), environment), bindings);
      EXPECT_TRUE(agrees(got, trim(line.substr(comment + 3)))) << line << "\n  gives " << got;
      ++count;
    }
  }
  EXPECT_GE(count, 80);
}

TEST_F(Reference, NamesEveryFunction) {
  for (auto const& function : functions())
    EXPECT_NE(page.find(std::string{function.name} + "("), std::string::npos)
        << "docs/reference/expressions.md does not describe " << function.name << "()";
}

}  // namespace
}  // namespace cityhall
