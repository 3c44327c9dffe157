#include "kernel/definitions/answers.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "kernel/definitions/parse.h"

namespace cityhall {
namespace {

DefinitionPtr form() {
  static auto const parsed = parse_definition(
      R"({"format": "city-service/1", "id": "x", "version": 1, "owner": "o", "record": "permit", "number": "N-{seq:4}", "title": {"en": "X"},
    "channels": ["web", "phone", "open311"], "questions": [
      {"id": "where", "type": "point", "label": {"en": "W"}, "optional": true},
      {"id": "line", "type": "text", "label": {"en": "L"}, "max": 10, "optional": true},
      {"id": "story", "type": "longtext", "label": {"en": "S"}, "min": 3, "optional": true},
      {"id": "kind", "type": "choice", "label": {"en": "K"}, "options": [
        {"id": "a", "label": {"en": "A"}}, {"id": "b", "label": {"en": "B"}},
        {"id": "c", "label": {"en": "C"}, "when": "where.district == 'north'"}]},
      {"id": "many", "type": "multichoice", "label": {"en": "M"}, "max": 2, "optional": true,
       "options": [{"id": "x", "label": {"en": "X"}}, {"id": "y", "label": {"en": "Y"}}, {"id": "z", "label": {"en": "Z"}}]},
      {"id": "count", "type": "integer", "label": {"en": "C"}, "when": "kind == 'a'", "min": 1, "max": 9},
      {"id": "cost", "type": "money", "label": {"en": "C"}, "optional": true, "check": "cost > 0",
       "message": {"en": "More than nothing, please.", "es": "Más que nada, por favor."}},
      {"id": "when_seen", "type": "date", "label": {"en": "D"}, "optional": true, "min": "2027-01-01"},
      {"id": "sure", "type": "boolean", "label": {"en": "S"}, "optional": true},
      {"id": "mail", "type": "email", "optional": true}, {"id": "phone", "type": "phone", "optional": true, "channels": ["phone"]},
      {"id": "photo", "type": "photo", "max": 2, "optional": true}],
    "workflow": {"start": "s", "states": {"s": {"public": "open", "on": {"paid": "e"}}, "e": {"public": "closed", "end": true}}}})");
  return *parsed;
}

/// The answers that were taken, or "field: code" of each error.
std::string taken(std::string const& given, AnswerContext context = {}) {
  auto const checked = validate_answers(form(), *parse_json(given), context);
  if (checked.errors.empty()) return to_text(*checked.answers);
  std::string out;
  for (auto const& error : checked.errors) out += (out.empty() ? "" : ", ") + error.field + ": " + error.code;
  return out;
}

TEST(Answers, ReadFormTextAndJsonAlike) {
  EXPECT_EQ(taken(R"({"kind": "a", "count": "3", "cost": "$1,200.5", "sure": "Sí", "when_seen": " 2027-03-02 "})"),
            R"({"kind":"a","count":3,"cost":"1200.50","when_seen":"2027-03-02","sure":true})");
  EXPECT_EQ(taken(R"({"kind": ["a"], "count": 3, "cost": 12, "sure": false, "many": "x"})"),
            R"({"kind":"a","many":["x"],"count":3,"cost":"12.00","sure":false})");
  EXPECT_EQ(taken(R"({"kind": "b", "where": "41.08, -85.14", "mail": "Ana@Example.ORG", "photo": ["p1", "p1", ""]})"),
            R"({"where":{"lat":41.08,"long":-85.14},"kind":"b","mail":"ana@example.org","photo":["p1"]})");
  EXPECT_EQ(taken(R"({"kind": "b", "where": "12 Oak Street", "line": " a\nb ", "story": "a\nb "})"),
            R"({"where":{"address":"12 Oak Street"},"line":"a b","story":"a\nb","kind":"b"})");
  EXPECT_EQ(taken(R"({"kind": "b", "phone": "+1 (260) 555-0100"})", {.channel = "phone"}), R"({"kind":"b","phone":"+12605550100"})");
}

TEST(Answers, TellEveryWrongAnswerAtOnce) {
  EXPECT_EQ(
      taken(
          R"({"where": {"lat": 95, "long": 3}, "line": "eleven long", "story": "a", "kind": "z", "many": ["x", "y", "z"], "cost": "12.345",
                      "when_seen": "2026-12-31", "sure": "perhaps", "mail": "ana", "photo": ["1", "2", "3"], "lane": "x"})"),
      "where: not_a_place, line: too_long, story: too_short, kind: not_a_choice, many: too_many, cost: not_cents, when_seen: too_early, "
      "sure: not_yes_or_no, "
      "mail: not_an_email, photo: too_many, lane: unknown_question");
  EXPECT_EQ(taken("{}"), "kind: required");
  EXPECT_EQ(taken(R"({"kind": "a"})"), "count: required");
  EXPECT_EQ(taken(R"({"kind": "a", "count": 0})"), "count: too_small");
  EXPECT_EQ(taken(R"({"kind": "a", "count": "1e30"})"), "count: not_whole");
  EXPECT_EQ(taken(R"({"kind": "a", "count": "2.5"})"), "count: not_whole");
  EXPECT_EQ(taken(R"({"kind": "a", "count": {"x": 1}})"), "count: not_text");
  EXPECT_EQ(taken("[1]"), ": not_an_object");
}

TEST(Answers, LeaveOutWhatIsNotAsked) { EXPECT_EQ(taken(R"({"kind": "b", "count": 3, "phone": "2605550100"})"), R"({"kind":"b"})"); }

TEST(Answers, TakeFactsFromTheProgramOnly) {
  EXPECT_EQ(taken(R"({"kind": "c", "where": {"address": "a", "district": "north"}})"), "kind: not_a_choice");
  Json const facts{{"where", {{"district", "north"}}}};
  EXPECT_EQ(taken(R"({"kind": "c", "where": {"address": "a", "district": "south"}})", {.facts = &facts}),
            R"({"where":{"address":"a"},"kind":"c"})");
}

TEST(Answers, SayTheMessageOfTheCheckInTheReadersLanguage) {
  auto const checked = validate_answers(form(), *parse_json(R"({"kind": "b", "cost": "0"})"), {.language = "es"});
  ASSERT_EQ(checked.errors.size(), 1U);
  EXPECT_EQ(in_english(checked.errors[0].message), "Más que nada, por favor.");
}

}  // namespace
}  // namespace cityhall
