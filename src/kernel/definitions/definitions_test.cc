#include <gtest/gtest.h>

#include <filesystem>

#include "base/io.h"
#include "base/json.h"
#include "kernel/definitions/check.h"
#include "kernel/definitions/definition_tests.h"
#include "kernel/definitions/print.h"

namespace cityhall {
namespace {

std::filesystem::path const example_files = std::filesystem::path{CITYHALL_SOURCE_DIR} / ".." / "shared" / "examples";
std::filesystem::path const catalogue = std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/services";

std::vector<std::filesystem::path> service_files(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> out;
  if (!std::filesystem::exists(folder)) return out;
  for (auto const& file : std::filesystem::directory_iterator{folder})
    if (file.path().string().ends_with(".service.json")) out.push_back(file.path());
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Definitions, TheExamplesParseCheckAndPassTheirTests) {
  if (!std::filesystem::exists(example_files)) GTEST_SKIP() << "the examples are not here";
  auto context = shipped_context();
  context.languages = {"en"};
  context.roles.emplace_back("reviewer");
  auto const files = service_files(example_files);
  EXPECT_EQ(files.size(), 2U);
  for (auto const& file : files) {
    auto const json = read_file(file);
    EXPECT_EQ(to_text(examine(json, context)), "") << file;
    auto const definition = parse_definition(json);
    ASSERT_TRUE(definition) << to_text(definition.error());
    for (auto const& result : run_tests(*definition)) EXPECT_TRUE(result.passed()) << to_text(result);
  }
}

TEST(Definitions, TheCatalogueIsCompleteAndPrintedInTheOneStyle) {
  auto const files = service_files(catalogue);
  EXPECT_GE(files.size(), 45U);
  auto context = shipped_context();
  for (auto const& file : files) {
    auto const json = read_file(file);
    EXPECT_EQ(to_text(examine(json, context)), "") << file;
    EXPECT_EQ(print_definition(*parse_json(json)), json) << "run: cityhall service fmt " << file;
    auto const definition = parse_definition(json);
    ASSERT_TRUE(definition) << to_text(definition.error());
    EXPECT_GE((*definition)->tests.size(), 4U) << file;
    EXPECT_EQ((*definition)->id + ".service.json", file.filename());
    context.others.push_back(*definition);
  }
}

TEST(Definitions, PrintingIsIdempotentAndKeepsTheContent) {
  for (auto const& folder : {example_files, catalogue})
    for (auto const& file : service_files(folder)) {
      auto const json = parse_json(read_file(file));
      ASSERT_TRUE(json);
      auto const printed = print_definition(*json);
      auto const again = parse_json(printed);
      ASSERT_TRUE(again) << again.error().what;
      EXPECT_EQ(print_definition(*again), printed);
      EXPECT_EQ(nlohmann::json::parse(printed), nlohmann::json::parse(to_text(*json)));  // the order of members apart, nothing changed
    }
}

}  // namespace
}  // namespace cityhall
