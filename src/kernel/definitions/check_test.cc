#include "kernel/definitions/check.h"
#include "kernel/definitions/fault_words.h"

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "base/text.h"

namespace cityhall {
namespace {

char const* const sound = R"json({
 "format": "city-service/1", "id": "lamp", "version": 1, "owner": "lighting", "record": "request", "number": "SR-{yy}-{seq:6}",
 "title": {"en": "Lamp", "es": "Lámpara"},
 "channels": ["web", "open311", "ivr"],
 "open311": {"service_code": "LAMP"},
 "questions": [
  {"id": "where", "type": "point", "label": {"en": "Where?", "es": "¿Dónde?"}},
  {"id": "kind", "type": "choice", "label": {"en": "What?", "es": "¿Qué?"},
   "options": [{"id": "dark", "label": {"en": "Dark", "es": "Apagada"}}, {"id": "broken", "label": {"en": "Broken", "es": "Rota"}}]},
  {"id": "count", "type": "integer", "label": {"en": "How many?", "es": "¿Cuántas?"}, "when": "kind == 'dark'", "min": 1, "max": 9,
   "optional": true},
  {"id": "mail", "type": "email", "optional": true},
  {"id": "photo", "type": "photo", "optional": true}
 ],
 "fees": [
  {"id": "visit", "kind": "flat", "amount": "10.00"},
  {"id": "size", "kind": "tiered", "of": "count", "tiers": [{"to": "3", "rate": "1"}, {"rate": "0.5"}]},
  {"id": "sort", "kind": "lookup", "of": "kind", "table": {"dark": "0", "broken": "5"}}
 ],
 "dedupe": {"within": "30m", "for": "P30D", "same": ["id"], "then": "follow"},
 "route": [{"when": "kind == 'broken'", "queue": "lighting/{where.district}"}, {"queue": "lighting"}],
 "priority": [{"when": "kind == 'broken'", "set": 1}, {"set": 3}],
 "workflow": {"start": "open", "states": {
  "open": {"public": "open", "sla": {"1": "PT4H", "3": "P3BD"},
   "actions": {"hold": {"to": "waiting", "by": ["dispatcher"]}, 
    "fix": {"to": "closed", "by": ["dispatcher"], "guard": "priority > 0", "need": "comment"}},
   "on": {"work-order-done": "closed"}},
  "waiting": {"public": "open", "clock": "pause", "actions": {"resume": {"to": "open", "by": "dispatcher"}}, "after": {"P30D": "open"}},
  "closed": {"public": "closed", "end": true}}},
 "notify": [{"on": "state:closed", "to": "reporter", "template": "request-closed"}],
 "publish": {"dataset": "lamps", "map": {"kind": "kind"}, "hide": ["reporter"]},
 "retain": "P2Y",
 "tests": [{"name": "broken", "answers": {"kind": "broken"}, "expect": {"priority": 1, "sla": "PT4H"}}]
})json";

CheckContext context() {
  auto out = shipped_context();
  out.queues = {"lighting", "streets/north"};
  out.templates = {"request-closed", "request-received"};
  auto other = *parse_json(sound);
  other["id"] = "other-lamp";
  other["open311"]["service_code"] = "TAKEN";
  out.others = {*parse_definition(to_text(other))};
  return out;
}

/// The sound file with one member replaced, added or (no value) removed.
std::string with(std::string const& pointer, std::optional<std::string> const& value) {
  auto file = *parse_json(sound);
  Json::json_pointer const place{pointer};
  if (value) file[place] = *parse_json(*value);
  else if (auto& parent = file[place.parent_pointer()]; parent.is_array()) parent.erase(std::stoul(place.back()));
  else parent.erase(place.back());
  return to_text(file);
}

std::string faults_of(std::string const& json) {
  auto faults = examine(json, context());
  for (auto& fault : faults) fault.line = 0;
  auto text = to_text(faults);
  if (!text.empty()) text.pop_back();
  return text;
}

struct Mistake {
  std::string pointer;
  std::optional<std::string> value;
  std::string told;
};

std::vector<Mistake> mistakes() {
  auto const text = read_file(std::filesystem::path{CITYHALL_SOURCE_DIR} / "src/kernel/definitions/mistakes.txt");
  std::vector<Mistake> out;
  for (auto const line : split(text, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("  ")) {
      out.back().told += (out.back().told.empty() ? "" : "\n") + std::string{line.substr(2)};
      continue;
    }
    auto const equals = line.find(" = ");
    auto const pointer = line.substr(0, std::min(equals, line.find(" removed")));
    out.push_back(
        {std::string{pointer}, equals == std::string_view::npos ? std::nullopt : std::optional{std::string{line.substr(equals + 3)}}, {}});
  }
  return out;
}

TEST(Check, TheFileWithoutMistakesHasNoFault) { EXPECT_EQ(faults_of(sound), ""); }

TEST(Check, TellsEachMistakeWithItsPlaceAndItsRemedy) {
  auto const all = mistakes();
  EXPECT_GT(all.size(), 100U);
  for (auto const& mistake : all)
    EXPECT_EQ(faults_of(with(mistake.pointer, mistake.value)), mistake.told)
        << mistake.pointer << " = " << mistake.value.value_or("(removed)");
}

// Pages say each fault in the reader's language: a sentence that is not in fault_sentences.cc would stay English there.
TEST(Check, SaysNothingThatCannotBeTranslated) {
  for (auto const& mistake : mistakes())
    for (auto const& fault : examine(with(mistake.pointer, mistake.value), context())) {
      auto const message = recognised(fault.message, fault_sentences());
      EXPECT_EQ(in_english(message), fault.message);
      if (!fault.fix.empty()) { EXPECT_EQ(in_english(recognised(fault.fix, fault_remedies())), fault.fix); }
      for (auto const& [name, value] : message.values) {
        if (name == "problem") { EXPECT_EQ(in_english(recognised(value, expression_problems())), value); }
        // A name of a member in quotation marks, such as "expect", is the same in every language.
        if (name == "called" && value[0] != '"') { EXPECT_EQ(in_english(recognised(value, things_of_a_file())), value); }
      }
    }
}

TEST(Check, RecognisesASentenceByItsForm) {
  auto const message = recognised("The least, 10, is more than the most, 9.", fault_sentences());
  EXPECT_EQ(message.id, "The least, {least}, is more than the most, {most}.");
  EXPECT_EQ(message.values.size(), 2U);
  EXPECT_EQ(recognised("Use {yyyy}, {yy} and {seq:1} to {seq:9}.", fault_remedies()).values.size(), 0U);
  EXPECT_TRUE(recognised("Nobody knows this sentence.", fault_sentences()).empty());
  Fault const unknown{.message = "Nobody knows this sentence."};
  EXPECT_EQ(in_language(unknown, Translations{}, "es").message, unknown.message);
}

TEST(Check, TellsAllFaultsAtOnceInTheOrderOfTheLines) {
  std::string const json = R"({
 "format": "city-service/1",
 "id": "x", "version": 1, "owner": "o", "record": "r", "number": "N-{seq:4}",
 "title": {"en": "X", "es": "X"},
 "chanels": ["web"],
 "channels": ["web"],
 "questions": [
  {"id": "a", "type": "text"}
 ],
 "workflow": {"start": "one", "states": {
   "one": {"public": "open", "actions": {"go": {"to": "two", "by": ["dispacher"]}}},
   "two": {"public": "open"},
   "three": {"public": "closed", "end": true}
 }}
})";
  EXPECT_EQ(
      to_text(examine(json, context())),
      "line 5, /chanels: A service has no member \"chanels\". Did you mean \"channels\"?\n"
      "line 8, /questions/0: The question \"a\" has no label. Add \"label\": {\"en\": …}.\n"
      "line 11, /workflow/states/one/actions/go/by: There is no role \"dispacher\". Did you mean \"dispatcher\"?\n"
      "line 11, /workflow/states/one: From the state \"one\" the case can never end. Add a way to a state that ends it.\n"
      "line 12, /workflow/states/two: There is no way out of the state \"two\". Add an action, event or time, or mark it \"end\": true.\n"
      "line 13, /workflow/states/three: No way leads to the state \"three\". Add an action, event or time that leads to it, or remove "
      "it.\n");
}

TEST(Check, RefusesWhatIsNoJson) {
  for (auto const* json : {"", "{", "[1]", "null", "{\"id\": \"a\", \"id\": \"b\"}", "\xff"})
    EXPECT_FALSE(examine(json, context()).empty()) << json;
  EXPECT_FALSE(parse_definition(std::string(600 * 1024, ' ')));
}

}  // namespace
}  // namespace cityhall
