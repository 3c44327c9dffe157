#pragma once
// A scenario as data: steps with what they promise. tests/scenarios/README.md describes the text form.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cityhall::scenario {

/// How an expectation or a value is taken from an outcome.
enum class Check {
  status,         // value: "303"; rest: place or words that the body shows
  header,         // name, value (empty: present)
  no_header,      // name
  contains,       // value, in the visible text or in the raw body
  lacks,          // value
  json,           // name: JSON pointer; relation; value
  xml,            // name: XPath; relation; value
  body,           // value: the whole body
  events,         // value: "case.closed(outcome=fixed)"; one expectation for each event
  mail,           // name: address; value: subject
  mail_contains,  // value, in a mail of this step
  mail_lacks,     // value
};
enum class Relation { equals, matches, count, absent };

struct Expectation {
  Check check;
  std::string name{};
  Relation relation = Relation::equals;
  std::string value{};
  std::vector<std::string> rest{};
  int line = 0;
};

/// `keep NAME = json /0/id`, `… = xml //id`, `… = header Location`, `… = match "regex"`, `… = mail "regex"`.
enum class Source { json, xml, header, match, mail };
struct Keep {
  std::string name;
  Source source;
  std::string where;
  int line = 0;
};

struct UploadPart {
  std::string field;
  std::string file;  // a `file` of the scenario, or "@path" from the root of the repository
};

struct HttpCall {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> fields{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::vector<UploadPart> uploads{};
  std::optional<std::string> body{};
};

enum class StepKind { call, command, actor, advance, set_time, file, jobs, after, bytes, outside, setting };

struct Step {
  StepKind kind;
  int line = 0;
  std::string words{};  // actor name, file name, path of the scenario to play before, path on the outside server, name of a setting
  HttpCall call{};
  std::vector<std::string> command{};
  std::chrono::microseconds advance{};
  std::string content{};  // of a file; the bytes for the socket; what the outside server answers ("@path": a file of the repository)
  bool given = false;     // set-up: must not be refused, otherwise unchecked
  bool serving = false;   // a command that is run while the city is being served
  std::vector<Expectation> expectations{};
  std::vector<Keep> keeps{};
  int last_line = 0;  // of the step with its expectations
};

struct Scenario {
  std::string path;
  std::string title;  // the first comment
  std::string city = "demo";
  std::string starts_at = "2027-03-02 09:00";
  std::vector<Step> steps;
  std::vector<std::string> lines;  // the text, for rewriting
};

}  // namespace cityhall::scenario
