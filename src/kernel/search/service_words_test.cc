// Everyday words find the service: a list of phrases as people type them, in both languages, with slips of the finger.
#include "kernel/search/service_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/io.h"
#include "base/text.h"
#include "kernel/definitions/parse.h"
#include "kernel/search/search.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

std::filesystem::path const source{CITYHALL_SOURCE_DIR};

std::shared_ptr<DefinitionSet const> shipped_services() {
  std::vector<PublishedDefinition> published;
  for (auto const& file : std::filesystem::directory_iterator{source / "catalogue/services"}) {
    auto definition = parse_definition(read_file(file.path()));
    if (!definition) throw std::runtime_error{file.path().string() + ": " + to_text(definition.error())};
    published.push_back({*std::move(definition)});
  }
  return std::make_shared<DefinitionSet const>(std::move(published));
}

struct Phrase {
  std::string service;
  std::string words;
};

std::vector<Phrase> phrases() {
  std::vector<Phrase> out;
  auto const text = read_file(source / "tests/data/everyday_phrases.txt");
  for (auto const line : split(text, '\n')) {
    auto const colon = line.find(": ");
    if (line.empty() || line.starts_with('#') || colon == std::string_view::npos) continue;
    out.push_back({std::string{line.substr(0, colon)}, std::string{line.substr(colon + 2)}});
  }
  return out;
}

std::vector<std::string> found(City& city, std::string_view words) {
  std::vector<std::string> out;
  for (auto const& hit : find_services(city, words, 3)) out.push_back(hit.definition->id);
  return out;
}

TEST(ServiceWords, EverydayWordsFindTheServiceAmongTheFirstThree) {
  TestCity town{std::vector<std::string>{}};
  town.city().definitions.set(shipped_services());
  auto const all = phrases();
  EXPECT_GE(all.size(), 150U);
  for (auto const& phrase : all) {
    auto const hits = found(town.city(), phrase.words);
    EXPECT_NE(std::find(hits.begin(), hits.end(), phrase.service), hits.end())
        << '"' << phrase.words << "\" should find " << phrase.service << ", found " << join(hits, ", ");
  }
}

TEST(ServiceWords, EveryServiceHasAPhrase) {
  auto const all = phrases();
  auto const shipped = shipped_services();
  for (auto const& definition : shipped->current())
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](Phrase const& phrase) { return phrase.service == definition->id; }))
        << definition->id;
}

TEST(ServiceWords, ASituationFindsItsServices) {
  TestCity town{std::vector<std::string>{}};
  town.city().definitions.set(shipped_services());
  auto const hits = found(town.city(), "I am moving");
  auto const definitions = town.city().definitions.get();
  for (auto const& hit : hits) {
    auto const& situations = definitions->find(hit)->situations;
    EXPECT_NE(std::find(situations.begin(), situations.end(), "moving"), situations.end()) << hit;
  }
  EXPECT_EQ(hits.size(), 3U);
}

}  // namespace
}  // namespace cityhall
