#include "services/look/samples.h"

#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/io.h"

namespace cityhall {
namespace {

std::set<std::string> shown_components() {
  std::set<std::string> names;
  for (auto const list : {control_components(), part_components(), record_components(), plain_components(), publication_components(),
                          service_components()})
    for (auto const& component : list) names.emplace(component.name);
  return names;
}

/// The functions of a header that give markup.
std::set<std::string> components_of(std::filesystem::path const& header) {
  static std::regex const function{R"((?:^|\n)(?:inline )?(?:web::)?Html ([a-z_0-9]+)\()"};
  auto const text = read_file(header.string());
  std::set<std::string> names;
  for (std::sregex_iterator found{text.begin(), text.end(), function}, end; found != end; ++found) names.insert((*found)[1].str());
  return names;
}

TEST(Samples, ShowEveryComponentOfThePages) {
  std::filesystem::path const source{std::string{CITYHALL_SOURCE_DIR} + "/src"};
  auto wanted = components_of(source / "web/controls.h");
  for (auto const& file : std::filesystem::directory_iterator{source / "services/page"})
    if (file.path().extension() == ".h") wanted.merge(components_of(file.path()));
  ASSERT_GT(wanted.size(), 25U) << "the components are found";
  auto const shown = shown_components();
  for (auto const& name : wanted)
    EXPECT_TRUE(shown.contains(name)) << name << " is not on /styles: add it to a *_samples.cc of services/look";
}

}  // namespace
}  // namespace cityhall
