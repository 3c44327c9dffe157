#include <gtest/gtest.h>

#include <filesystem>

#include "base/io.h"
#include "base/json.h"
#include "kernel/definitions/format.h"
#include "kernel/definitions/parse.h"
#include "kernel/definitions/print.h"
#include "kernel/definitions/visit.h"
#include "services/studio/acts.h"
#include "services/studio/condition_form.h"
#include "services/studio/form_read.h"
#include "services/studio/forms.h"
#include "services/studio/merge.h"
#include "services/studio/names.h"
#include "services/studio/period_words.h"
#include "services/studio/places.h"
#include "services/studio/test_answers.h"
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

std::filesystem::path const shipped_folder = std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/services";

std::vector<std::string> shipped_files() {
  std::vector<std::string> all;
  for (auto const& entry : std::filesystem::directory_iterator{shipped_folder}) all.push_back(read_file(entry.path()));
  return all;
}

Json shipped_pothole() { return *parse_json(read_file(shipped_folder / "pothole.service.json")); }

Json edited(Json const& file, std::vector<std::pair<std::string, std::string>> const& fields) {
  web::Parameters typed;
  for (auto const& [name, value] : fields) typed.add(name, value);
  return *put_in(file, typed, {.languages = {"en", "es"}}).file;
}

TEST(StudioWords, NameEveryMemberOfTheFormat) {
  for (auto const* form : all_forms())
    for (auto const& member : form->members) EXPECT_NE(words_for(*form, member.name), nullptr) << form->name << " " << member.name;
}

TEST(StudioConditions, SayMostShippedConditionsAsRowsAndTheSameText) {
  std::size_t all = 0, rows = 0;
  for (auto const& text : shipped_files()) {
    auto const definition = parse_leniently(text).definition;
    visit_conditions(*definition, [&](std::string const& pointer, Condition const& condition) {
      if (condition.text.empty()) return;
      ++all;
      auto const known = exact_rows(condition.text, definition->names);
      if (!known) return;
      ++rows;
      EXPECT_EQ(expression_of(*known, definition->names), condition.text) << pointer;
    });
  }
  EXPECT_GT(all, 100U);
  EXPECT_GT(rows * 100, all * 95) << rows << " of " << all;
}

TEST(StudioConditions, LeaveWhatRowsCannotSay) {
  for (auto const* text :
       {"(a || b) && c", "size(plans) > 2", "a + 1 > 2", "x == 'it\\'s'", "x in y", "a ? b : c", "a &&", "'a' + b == 'c'"})
    EXPECT_FALSE(exact_rows(text, {})) << text;
}

TEST(StudioConditions, DoNotCarryAValueIntoAnotherQuestion) {
  Type::Fields const names{{"lane", Type::choice({"travel", "edge"})}, {"size", Type::choice({"small"})}, {"note", Type::string()}};
  auto const saved = [&](std::string const& before, std::string_view what, std::string_view how, std::string_view value) {
    web::Parameters typed;
    typed.add("row@/when#0.what", std::string{what});
    typed.add("row@/when#0.how", std::string{how});
    typed.add("row@/when#0.value", std::string{value});
    return condition_from(typed, "/when", before, names).value();
  };
  EXPECT_EQ(saved("lane == 'travel'", "size", "is", "travel"), "size == ''");
  EXPECT_EQ(saved("lane == 'travel'", "size", "is", "small"), "size == 'small'");
  EXPECT_EQ(saved("lane in ['travel', 'edge']", "lane", "is", "travel, edge"), "lane == 'travel'");
  EXPECT_EQ(saved("lane == 'travel'", "lane", "one_of", "travel, edge"), "lane in ['travel', 'edge']");
  EXPECT_EQ(saved("note == 'a'", "note", "is_not", "a"), "note != 'a'");
}

// The form is saved while somebody still chooses: the rows stay.
TEST(StudioConditions, AreRowsBeforeTheirValueIsChosen) {
  for (auto const* text : {"lane == ''", "lane in []", "!(lane in [])", "'' in lane", "size > ''"}) {
    auto const rows = exact_rows(text, {});
    ASSERT_TRUE(rows) << text;
    EXPECT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().value, "");
  }
}

TEST(StudioConditions, WriteValuesByTheirType) {
  Type::Fields const names{{"lane", Type::choice({"travel", "edge"})},
                           {"size", Type::integer()},
                           {"day", Type::date()},
                           {"today", Type::date()},
                           {"note", Type::string()},
                           {"plans", Type::list(Type::string())}};
  EXPECT_EQ(expression_of({{.what = "lane", .how = Compare::one_of, .value = "travel,edge"}}, names), "lane in ['travel', 'edge']");
  EXPECT_EQ(expression_of({{.what = "size", .how = Compare::more, .value = "2"}}, names), "size > 2");
  EXPECT_EQ(expression_of({{.what = "day", .how = Compare::at_most, .value = "today"}}, names), "day <= today");
  EXPECT_EQ(expression_of({{.what = "day", .how = Compare::less, .value = "2027-03-02"}}, names), "day < date('2027-03-02')");
  EXPECT_EQ(expression_of({{.what = "note", .how = Compare::is, .value = "it's"}}, names), "note == 'it\\'s'");
  EXPECT_EQ(expression_of({{.what = "plans", .how = Compare::includes, .value = "a"}}, names), "'a' in plans");
  EXPECT_EQ(expression_of({{.what = "size", .how = Compare::is, .value = "1"},
                           {.alternative = true, .what = "lane", .value = "edge"},
                           {.what = "day", .how = Compare::answered}},
                          names),
            "size == 1 || (lane == 'edge' && has(day))");
}

TEST(StudioForms, KeepWhatWasNotTouched) {
  for (auto const& text : shipped_files()) {
    auto const file = *parse_json(text);
    EXPECT_EQ(print_definition(edited(file, {})), text);
  }
}

TEST(StudioForms, PutTypedTextsIntoTheFile) {
  auto const file =
      edited(shipped_pothole(),
             {{"/title/en", "Hole"}, {"/title/es", ""}, {"/retain", "P2Y"}, {"has@/who/assisted", "yes"}, {"/questions/0/max", "3"}});
  EXPECT_EQ(file["title"], (Json{{"en", "Hole"}}));
  EXPECT_EQ(file["retain"], "P2Y");
  EXPECT_EQ(file["who"]["assisted"], false);
  EXPECT_EQ(file["questions"][0]["max"], 3);
}

TEST(StudioForms, KeepMembersThatTheFormatDoesNotKnow) {
  Json const file{{"id", "x"}, {"wonder", {1, 2}}, {"title", {{"en", "A"}}}};
  auto const now = edited(file, {{"/title/en", "B"}});
  EXPECT_EQ(now["wonder"], (Json{1, 2}));
  EXPECT_EQ(now["title"]["en"], "B");
}

TEST(StudioForms, RefuseAnEntryNamedTwice) {
  web::Parameters typed;
  typed.add("key@/workflow/states/open", "closed");
  auto const result = put_in(shipped_pothole(), typed, {.languages = {"en"}});
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_EQ(result.errors[0].field, "key@/workflow/states/open");
}

TEST(StudioForms, LetReferencesFollowANewName) {
  auto const file = edited(shipped_pothole(), {{"key@/workflow/states/closed", "done"}, {"/questions/1/id", "which_lane"}});
  auto const text = print_definition(file);
  EXPECT_EQ(text.find("\"closed\":"), std::string::npos) << text;
  EXPECT_NE(text.find("state:done"), std::string::npos);
  EXPECT_EQ(text.find("lane ==") == std::string::npos, text.find("which_lane ==") == std::string::npos);
  EXPECT_TRUE(parse_leniently(text).faults.empty());
}

TEST(StudioForms, TakeTimesInWords) {
  EXPECT_EQ(period_code("24 hours"), "PT24H");
  EXPECT_EQ(period_code(" 3 Business Days "), "P3BD");
  EXPECT_EQ(period_code("3 días hábiles"), "P3BD");
  EXPECT_EQ(period_code("2 weeks"), "P14D");
  EXPECT_EQ(period_code("1 month"), "P1M");
  EXPECT_EQ(period_code("90 minutos"), "PT90M");
  for (auto const* other : {"PT24H", "soon", "0 days", "3", "-1 hours", "3 moons", "99999999999 days", ""})
    EXPECT_EQ(period_code(other), other);
  auto const text = print_definition(edited(shipped_pothole(), {{"/workflow/states/open/sla/2", "4 business days"}}));
  EXPECT_NE(text.find("\"2\": \"P4BD\""), std::string::npos) << text;
}

TEST(StudioForms, NameTheControlOfAFault) {
  EXPECT_EQ(control_of("/title/es"), "/title/es");
  EXPECT_EQ(control_of("/channels/2"), "/channels");
  EXPECT_EQ(control_of("/questions/2/options/1/label"), "/questions/2/options/1/label");
  EXPECT_EQ(control_of("/workflow/states/open/sla/1"), "/workflow/states/open/sla/1");
  EXPECT_EQ(control_of("/workflow/states/open/actions/close/by/0"), "/workflow/states/open/actions/close/by");
  EXPECT_EQ(control_of("/wonder"), "");
}

TEST(StudioActs, AddMoveAndRemove) {
  auto file = shipped_pothole();
  auto const first = file["questions"][0], second = file["questions"][1];
  EXPECT_EQ(act_on(file, "down /questions/0"), "/questions/1");
  EXPECT_EQ(file["questions"][0], second);
  EXPECT_EQ(act_on(file, "up /questions/1"), "/questions/0");
  EXPECT_EQ(file["questions"][0], first);
  auto const count = file["questions"].size();
  EXPECT_EQ(act_on(file, "add /questions"), "/questions/" + std::to_string(count));
  EXPECT_EQ(act_on(file, "remove /questions/" + std::to_string(count)), "/questions");
  EXPECT_EQ(file["questions"].size(), count);
  EXPECT_EQ(act_on(file, "up /questions/0"), "");
  EXPECT_EQ(act_on(file, "remove /questions/99"), "");
  EXPECT_EQ(act_on(file, "add /title"), "");
  EXPECT_EQ(act_on(file, "save"), "");
}

TEST(StudioMerge, BringsTogetherAndTellsOfClashes) {
  Json const base{{"a", 1}, {"b", {{"x", 1}, {"y", 1}}}, {"l", {{{"id", "p"}, {"n", 1}}, {{"id", "q"}, {"n", 1}}}}};
  auto mine = base, theirs = base;
  mine["b"]["x"] = 2;
  theirs["b"]["y"] = 3;
  mine["l"][0]["n"] = 5;
  theirs["l"][1]["n"] = 6;
  theirs.erase("a");
  auto const merged = merge(base, mine, theirs);
  EXPECT_TRUE(merged.clashes.empty());
  EXPECT_EQ(*merged.file, (Json{{"b", {{"x", 2}, {"y", 3}}}, {"l", {{{"id", "p"}, {"n", 5}}, {{"id", "q"}, {"n", 6}}}}}));
  theirs["b"]["x"] = 9;
  auto const clashed = merge(base, mine, theirs);
  ASSERT_EQ(clashed.clashes.size(), 1U);
  EXPECT_EQ(clashed.clashes[0].pointer, "/b/x");
  EXPECT_EQ((*clashed.file)["b"]["x"], 9);
}

TEST(StudioTests, ShowAnswersAsRowsAndKeepThem) {
  Type::Fields const names{{"count", Type::integer()}, {"ok", Type::boolean()}, {"what", Type::list(Type::string())}};
  Json const answers{
      {"where", {{"district", "north"}, {"lat", 40.5}}}, {"count", 12}, {"ok", true}, {"what", {"a", "b"}}, {"empty", Json::array()}};
  auto const rows = answer_rows(answers);
  web::Parameters same, changed;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (auto* typed : {&same, &changed}) typed->add(answer_name_control("/tests/0/answers", i), rows[i].first);
    same.add(answer_value_control("/tests/0/answers", i), rows[i].second);
    changed.add(answer_value_control("/tests/0/answers", i), rows[i].first == "count" ? "13"
                                                             : rows[i].first == "ok"  ? "no"
                                                                                      : rows[i].second);
  }
  EXPECT_EQ(answers_from(same, "/tests/0/answers", answers, names), answers);
  auto wanted = answers;
  wanted["count"] = 13;
  wanted["ok"] = false;
  EXPECT_EQ(answers_from(changed, "/tests/0/answers", answers, names), wanted);
}

}  // namespace
}  // namespace cityhall::studio
