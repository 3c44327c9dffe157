#include "kernel/definitions/diff.h"

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/diff_words.h"
#include "kernel/definitions/parse.h"

namespace cityhall {
namespace {

Json pothole() { return *parse_json(read_file(std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/services/pothole.service.json")); }

DefinitionPtr parsed(Json const& json) {
  auto definition = parse_definition(to_text(json));
  if (!definition) throw std::runtime_error{to_text(definition.error())};
  return *definition;
}

/// "structural: The question "lane" is gone.; …" of one change.
std::string told(std::function<void(Json&)> const& change) {
  auto after = pothole();
  change(after);
  auto const found = diff(*parsed(pothole()), *parsed(after));
  std::vector<std::string> lines;
  for (auto const& one : found.changes) lines.push_back(std::string{to_text(one.kind)} + ' ' + one.pointer + ": " + one.message);
  return std::string{to_text(found.kind)} + " | " + join(lines, " | ");
}

TEST(Diff, OfEqualDefinitionsIsNothing) {
  EXPECT_EQ(told([](Json&) {}), "none | ");
}

TEST(Diff, TellsWordsFromAdditionsFromWhatRunningCasesRelyOn) {
  EXPECT_EQ(told([](Json& file) { file["title"]["en"] = "Hole"; }),
            "text | text /title: The text has changed. In \"en\" it said \"Pothole\", now \"Hole\".");
  EXPECT_EQ(told([](Json& file) {
              file["questions"][1]["options"].push_back({{"id", "bus"}, {"label", {{"en", "Bus lane"}}}});
            }),
            "additive | additive /questions/1/options: The option \"bus\" of \"lane\" is new. | text /questions/1/options/4/label: The "
            "text is new. In \"en\" it says \"Bus lane\".");
  EXPECT_EQ(told([](Json& file) {
              file["questions"].push_back({{"id", "note"}, {"type", "file"}, {"optional", true}});
            }),
            "additive | additive /questions/6: The question \"note\" is new.");
  EXPECT_EQ(told([](Json& file) {
              file["questions"].push_back({{"id", "note"}, {"type", "file"}});
            }),
            "structural | structural /questions/6: The question \"note\" is new and must be answered.");
  EXPECT_EQ(told([](Json& file) { file["questions"].erase(5); }), "structural | structural /questions: The question \"photo\" is gone.");
  EXPECT_EQ(told([](Json& file) { file["workflow"]["states"]["open"]["sla"]["1"] = "PT12H"; }),
            "structural | structural /workflow/states/open/sla: The due times of \"open\" were 1: PT24H, 2: P3BD, 3: P5BD, are 1: PT12H, "
            "2: P3BD, 3: P5BD.");
  EXPECT_EQ(told([](Json& file) { file["workflow"]["states"].erase("waiting"); }).substr(0, 70),
            "structural | structural /workflow/states: The state \"waiting\" is gone.");
  EXPECT_EQ(
      told([](Json& file) { file["route"].erase(0); }),
      "additive | additive /route: New cases are routed in another way. It was handed to state-roads when \"where.owner == 'state'\"; "
      "streets/{where.district}, a crew at once; streets. It is streets/{where.district}, a crew at once; streets.");
  EXPECT_EQ(told([](Json& file) { file["workflow"]["states"]["open"]["actions"]["hold"]["by"] = "agent"; }),
            "structural | structural /workflow/states/open/actions/hold: The action \"hold\" has changed.");
}

TEST(Diff, SaysTheWordsThatDiffer) {
  auto const [was, is] = differing_words("Other holes are filled within 5 business days. We send a photo.",
                                         "Other holes are filled within 7 working days. We send a photo.");
  EXPECT_EQ(was, "… are filled within 5 business days. We send …");
  EXPECT_EQ(is, "… are filled within 7 working days. We send …");
  EXPECT_EQ(differing_words("a", "b").after, "b");
  EXPECT_EQ(differing_words("one two", "one two three").before, "one two");
}

TEST(Diff, AQuestionPutInBetweenLeavesTheTextsOfTheOthersAlone) {
  auto const lines = told([](Json& file) {
    Json const question{{"id", "depth"}, {"type", "integer"}, {"label", {{"en", "How deep?"}}}, {"optional", true}};
    file["questions"].insert(file["questions"].begin() + 1, question);
  });
  EXPECT_EQ(lines,
            "additive | additive /questions/1: The question \"depth\" is new. | text /questions/1/label: The text is new. In \"en\" it "
            "says \"How deep?\".");
}

TEST(Diff, ATextThatIsGoneIsTold) {
  EXPECT_EQ(told([](Json& file) { file["questions"][0].erase("say"); }).substr(0, 60),
            "text | text /questions/0/say: The text is gone. It said \"Say");
}

}  // namespace
}  // namespace cityhall
