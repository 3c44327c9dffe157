// The runner itself, through a made door: what it reads, what it notices, what it rewrites.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge.h"
#include "look.h"
#include "parse.h"
#include "play.h"
#include "rewrite.h"
#include "words.h"

namespace cityhall::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Answers every request with the next prepared outcome and notes what it was sent.
class PreparedDoor final : public Door {
 public:
  struct Log {
    std::vector<Sent> sent;
    std::vector<std::vector<std::string>> commands;
    std::vector<std::string> actors;
    std::vector<std::string> files;
    std::vector<std::string> bytes;
    std::map<std::string, std::string> outside;
    std::map<std::string, std::string> settings;
    std::chrono::microseconds advanced{};
  };
  PreparedDoor(std::vector<Outcome> outcomes, Log& log) : outcomes_{std::move(outcomes)}, log_{log} {}

  Outcome send(Sent const& request) override { return log_.sent.push_back(request), next(); }
  Outcome command(std::vector<std::string> const& words) override { return log_.commands.push_back(words), next(); }
  Outcome command_while_serving(std::vector<std::string> const& words) override { return log_.commands.push_back(words), next(); }
  Outcome send_bytes(std::string_view bytes) override { return log_.bytes.emplace_back(bytes), next(); }
  void put_outside(std::string_view path, std::string_view content) override { log_.outside.emplace(path, content); }
  void change_setting(std::string_view name, std::string_view json) override { log_.settings.emplace(name, json); }
  std::string outside() override { return "http://outside"; }
  void become(std::string_view actor) override { log_.actors.emplace_back(actor); }
  Outcome advance(std::chrono::microseconds by) override { return log_.advanced += by, next(); }
  Outcome set_time(std::string_view) override { return next(); }
  Outcome run_jobs() override { return next(); }
  void put_file(std::string_view name, std::string_view) override { log_.files.emplace_back(name); }

 private:
  Outcome next() {
    if (at_ >= outcomes_.size()) return {};
    return outcomes_[at_++];
  }
  std::vector<Outcome> outcomes_;
  std::size_t at_ = 0;
  Log& log_;
};

Scenario read(std::string_view text) {
  auto parsed = parse("a.scenario", text);
  if (!parsed) throw std::runtime_error{parsed.error().what};
  return *parsed;
}

std::string fault_of(std::string_view text) {
  auto const parsed = parse("a.scenario", text);
  return parsed ? "" : parsed.error().what;
}

Report play_with(Scenario const& scenario, std::vector<Outcome> outcomes, PreparedDoor::Log& log) {
  Stage const stage{.open = [&](Scenario const&) { return std::make_unique<PreparedDoor>(outcomes, log); },
                    .find = [](std::string_view) { return nullptr; }};
  return play(scenario, stage);
}

std::vector<std::string> differences_of(std::string_view text, Outcome outcome) {
  PreparedDoor::Log log;
  auto const scenario = read(text);
  return play_with(scenario, {std::move(outcome)}, log).differences;
}

TEST(Words, AreSplitAndQuoted) {
  auto const words = split_words(R"(POST /a x="b c" "d \"e\"\n" f)");
  ASSERT_TRUE(words);
  ASSERT_EQ(words->size(), 5U);
  EXPECT_EQ((*words)[2].text, "x=b c");
  EXPECT_FALSE((*words)[2].quoted);
  EXPECT_EQ((*words)[3].text, "d \"e\"\n");
  EXPECT_TRUE((*words)[3].quoted);
  EXPECT_EQ((*split_words(quote("a \"\\\n")))[0].text, "a \"\\\n");
  EXPECT_FALSE(split_words("\"open"));
}

TEST(Parse, ReadsAWholeScenario) {
  auto const scenario = read(R"(# A dispatcher closes a report.
city demo at 2027-03-02 09:00
as dispatcher
file a.csv
  one
    two
given POST /requests kind=pothole
  keep number = match "SR-[0-9-]+"
POST /requests/{number}/closure  outcome=fixed  message="The hole is filled."
  with header Accept: text/html
  with body
    raw
    text
  303 /requests/{number}
  events case.closed(outcome=fixed, note="a, b") task.done
  mail pat@example.org "It is fixed"
POST again
  409 case.already_closed "Reopen it first."
advance 2h
$ cityhall doctor --json
  exit 0
  json /ok = true
)");
  EXPECT_EQ(scenario.title, "A dispatcher closes a report.");
  ASSERT_EQ(scenario.steps.size(), 7U);
  EXPECT_EQ(scenario.steps[1].content, "one\n  two\n");
  EXPECT_TRUE(scenario.steps[2].given);
  auto const& closure = scenario.steps[3];
  EXPECT_EQ(closure.call.fields[1].second, "The hole is filled.");
  EXPECT_EQ(closure.call.body, "raw\ntext\n");
  EXPECT_EQ(closure.expectations.size(), 4U);
  EXPECT_EQ(closure.expectations[1].value, "case.closed(outcome=fixed, note=\"a, b\")");
  EXPECT_EQ(scenario.steps[4].call.target, "/requests/{number}/closure");
  EXPECT_EQ(scenario.steps[5].advance, std::chrono::hours{2});
  EXPECT_THAT(scenario.steps[6].command, ElementsAre("doctor", "--json"));
}

TEST(Parse, NamesTheLineOfAFault) {
  EXPECT_EQ(fault_of(""), "a.scenario:1: there are no steps");
  EXPECT_THAT(fault_of("advanse 2h\n"), HasSubstr("a.scenario:1: \"advanse 2h\" begins no step; did you mean \"advance\"?"));
  EXPECT_THAT(fault_of("  200\n"), HasSubstr("belongs to a step above"));
  EXPECT_THAT(fault_of("GET /a\n  shows x\n"), HasSubstr(":2: \"shows\" is no expectation"));
  EXPECT_THAT(fault_of("POST /a b\n"), HasSubstr("a field is name=value"));
  EXPECT_THAT(fault_of("advance soon\n"), HasSubstr("a duration"));
  EXPECT_THAT(fault_of("POST again\n"), HasSubstr("no such request"));
  EXPECT_THAT(fault_of("GET /a\n  json /b is 1\n"), HasSubstr("write =, matches"));
  EXPECT_THAT(fault_of("GET /a\n  keep b from json\n"), HasSubstr("keep name = json"));
  EXPECT_THAT(fault_of("GET /\ncity x\n"), HasSubstr("is the first line"));
}

TEST(Judge, StatusPlaceAndWords) {
  EXPECT_THAT(differences_of("GET /\n  200\n", {.status = 200}), IsEmpty());
  EXPECT_THAT(differences_of("GET /\n  200\n", {.status = 500, .body = "<p>oh</p>"})[0],
              HasSubstr("a.scenario:2: status is 500, expected 200; the answer is \"oh\""));
  EXPECT_THAT(differences_of("GET /\n  303 /a/*\n", {.status = 303, .headers = {{"location", "/a/1"}}}), IsEmpty());
  EXPECT_THAT(differences_of("GET /\n  303 /a\n", {.status = 303, .headers = {{"Location", "/b"}}})[0], HasSubstr("Location is /b"));
  EXPECT_THAT(differences_of("GET /\n  409 a.code \"Do &it\"\n", {.status = 409, .body = "<b>Do</b> &amp;it a.code"}), IsEmpty());
  EXPECT_EQ(differences_of("GET /\n  409 b.code\n", {.status = 409, .body = "a.code"}).size(), 1U);
}

TEST(Judge, Bodies) {
  Outcome const page{.status = 200, .headers = {{"ETag", "\"1\""}}, .body = "<style>no</style><p>Fish &lt;and&gt;\n chips</p>"};
  EXPECT_THAT(differences_of("GET /\n  contains \"Fish <and> chips\"\n  lacks salad\n  header ETag\n  no header Set-Cookie\n", page),
              IsEmpty());
  EXPECT_EQ(differences_of("GET /\n  contains salad\n  lacks Fish\n  no header etag\n  header X\n  header ETag: \"2\"\n", page).size(), 5U);
  Outcome const json{.status = 200, .body = R"({"a": [{"b": "x"}, 2.5], "c": null})"};
  EXPECT_THAT(differences_of("GET /\n  json /a/0/b = \"x\"\n  json /a/1 = 2.5\n  json /a count 2\n  json /d absent\n  json /a/0/b matches "
                             "\"?*\"\n  json /c = null\n",
                             json)
                  .size(),
              1U);
  EXPECT_EQ(
      differences_of("GET /\n  json /a/0/b = x\n  json /a/1 = \"2.5\"\n  json /a count 3\n  json /c absent\n  json /z = 1\n", json).size(),
      5U);
  Outcome const xml{.status = 200, .body = "<a><b n=\"1\">x</b><b>y</b></a>"};
  EXPECT_THAT(
      differences_of("GET /\n  xml /a/b = x\n  xml /a/b/@n = 1\n  xml //b count 2\n  xml //c absent\n  xml //b matches \"*\"\n", xml),
      IsEmpty());
  EXPECT_EQ(differences_of("GET /\n  xml /a/b = y\n  xml //b count 1\n  xml //b absent\n  xml //[ = 1\n", xml).size(), 4U);
}

TEST(Judge, EventsAndNoOthers) {
  Outcome const fired{.status = 200, .events = {{"case.closed", R"({"outcome":"fixed","hours":25,"why":"a b"})"}}};
  EXPECT_THAT(differences_of("GET /\n  events case.closed(outcome=fixed, hours=25)\n", fired), IsEmpty());
  EXPECT_THAT(differences_of("GET /\n  events case.closed(why=\"a b\")\n", fired), IsEmpty());
  EXPECT_THAT(differences_of("GET /\n  200\n", fired),
              ElementsAre(HasSubstr("event case.closed(outcome=fixed, hours=25, why=\"a b\") fired, none expected")));
  EXPECT_THAT(differences_of("GET /\n  events none\n", fired).size(), 1U);
  EXPECT_THAT(differences_of("GET /\n  events case.closed(outcome=other)\n", fired),
              ElementsAre(HasSubstr("expected case.closed(outcome=other)")));
  EXPECT_THAT(differences_of("GET /\n  events case.closed(colour=red)\n", fired).size(), 1U);
  EXPECT_THAT(differences_of("GET /\n  events case.closed case.opened\n", fired), ElementsAre(HasSubstr("case.opened did not fire")));
}

TEST(Judge, MailsInAnyOrderAndNoOthers) {
  Outcome const sent{.status = 200, .mails = {{"b@example.org", "Two", "dos"}, {"a@example.org", "One", "uno"}}};
  EXPECT_THAT(
      differences_of("GET /\n  mail a@example.org One\n  mail b@example.org \"T*\"\n  mail contains uno\n  mail lacks tres\n", sent),
      IsEmpty());
  EXPECT_THAT(differences_of("GET /\n  mail a@example.org One\n", sent),
              ElementsAre(HasSubstr("mail b@example.org \"Two\" was sent, not expected")));
  EXPECT_THAT(differences_of("GET /\n  mail none\n", sent).size(), 2U);
  EXPECT_EQ(differences_of("GET /\n  mail c@example.org One\n  mail contains tres\n  mail lacks uno\n", sent).size(), 5U);
}

TEST(Play, KeepsFillsAndStops) {
  auto const scenario = read(
      "as crew\ngiven POST /a\n  keep n = match \"no (\\\\d+)\"\nGET /b/{n}?x={y} \n  contains \"{n}\"\nfile f.txt\n  {n}\nPOST /c\n  with "
      "file photo=f.txt\n");
  PreparedDoor::Log log;
  auto const result = play_with(scenario, {{.status = 200, .body = "no 12"}, {.status = 200, .body = "12"}, {.status = 200}}, log);
  EXPECT_THAT(result.differences, IsEmpty());
  EXPECT_EQ(log.sent[1].target, "/b/12?x={y}");
  EXPECT_EQ(log.sent[2].uploads[0].bytes, "12\n");
  EXPECT_THAT(log.actors, ElementsAre("crew"));
  EXPECT_THAT(play_with(scenario, {{.status = 500}}, log).differences, ElementsAre(HasSubstr("a.scenario:2: set-up was refused with 500")));
  EXPECT_THAT(play_with(scenario, {{.status = 200}}, log).differences, ElementsAre(HasSubstr("nothing to keep as n")));
}

TEST(Play, SetUpFromAnotherScenario) {
  auto const before = read("POST /a\n  200\n  keep n = json /n\n");
  auto const scenario = read("after b.scenario\nGET /{n}\n  200\n");
  PreparedDoor::Log log;
  std::vector<Outcome> const outcomes{{.status = 201, .body = R"({"n":"x"})", .events = {{"a.b", "{}"}}}, {.status = 200}};
  Stage const stage{.open = [&](Scenario const&) { return std::make_unique<PreparedDoor>(outcomes, log); },
                    .find = [&](std::string_view path) { return path == "b.scenario" ? &before : nullptr; }};
  EXPECT_THAT(play(scenario, stage).differences, IsEmpty());
  EXPECT_EQ(log.sent[1].target, "/x");
  EXPECT_THAT(play(read("after c.scenario\n"), stage).differences, ElementsAre(HasSubstr("there is no scenario c.scenario")));
}

TEST(Rewrite, WritesWhatHappened) {
  auto const text =
      "# Title\nPOST /a  b=c\n  with header A: b\n  200\n  keep n = json /n\n  json /n = \"old\"\n  contains x\n  events none\n\nPOST "
      "again\n# end\n";
  auto const scenario = read(text);
  PreparedDoor::Log log;
  Outcome const first{.status = 303,
                      .headers = {{"Location", "/r/SR-27-000123"}},
                      .body = R"({"n":"SR-27-000123"})",
                      .events = {{"a.b", R"({"n":"SR-27-000123"})"}},
                      .mails = {{"a@b.c", "Your SR-27-000123", ""}}};
  auto const result = play_with(scenario, {first, {.status = 409}}, log);
  EXPECT_EQ(rewrite(scenario, result),
            "# Title\nPOST /a  b=c\n  with header A: b\n  303 /r/{n}\n  keep n = json /n\n  json /n = \"{n}\"\n  contains x\n  events "
            "a.b(n={n})\n"
            "  mail a@b.c \"Your {n}\"\n\nPOST again\n  409\n# end\n");
}

TEST(Look, Patterns) {
  EXPECT_TRUE(matches_pattern("a.b", "a*"));
  EXPECT_FALSE(matches_pattern("axb", "a.b"));
  EXPECT_TRUE(matches_pattern("abc", "*b*"));
  EXPECT_FALSE(matches_pattern("abc", "b"));
  EXPECT_TRUE(matches_pattern("a\nb", "a*b"));
  EXPECT_EQ(first_match("x=12", "x=(\\d+)"), "12");
  EXPECT_FALSE(first_match("x", "("));
  EXPECT_EQ(visible_text("<b>a</b>&amp;<script>x</script> c"), "a & c");
}

TEST(Play, SendsBytesServesFromOutsideAndChangesSettings) {
  PreparedDoor::Log log;
  auto const scenario = read(R"(bytes "GET / HTTP/1.1\r\n" "\x00\xff" times 2 "\n"
  closed
outside /a.txt = "there"
setting outbound_everywhere = true
GET {outside}/a.txt
  200
serving $ cityhall user list
  exit 1
)");
  auto const report = play_with(scenario, {{.status = 0}, {.status = 200}, {.status = 1}}, log);
  EXPECT_THAT(report.differences, IsEmpty());
  EXPECT_EQ(log.bytes.at(0), std::string("GET / HTTP/1.1\r\n\0\xff\0\xff\n", 21));
  EXPECT_EQ(log.outside.at("/a.txt"), "there");
  EXPECT_EQ(log.settings.at("outbound_everywhere"), "true");
  EXPECT_EQ(log.sent.at(0).target, "http://outside/a.txt");
  EXPECT_THAT(log.commands.at(0), ElementsAre("user", "list"));
}

}  // namespace
}  // namespace cityhall::scenario
