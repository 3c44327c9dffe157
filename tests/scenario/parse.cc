#include "parse.h"

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "words.h"

namespace cityhall::scenario {
namespace {

using Words = std::vector<Word>;

struct Fault {
  std::string what;
};

bool is_method(std::string_view word) {
  for (auto const* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    if (word == method) return true;
  return false;
}

std::string rest_of(Words const& words, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < words.size(); ++i) out += (i > from ? " " : "") + words[i].text;
  return out;
}

std::string const& word(Words const& words, std::size_t index, std::string_view what) {
  if (index >= words.size()) throw Fault{fmt::format("here stands {}", what)};
  return words[index].text;
}

std::chrono::microseconds parse_duration(std::string_view text) {
  long amount = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (error != std::errc{} || end + 1 != text.data() + text.size()) throw Fault{"a duration is like 90s, 15m, 2h or 3d"};
  switch (*end) {
    case 's':
      return std::chrono::seconds{amount};
    case 'm':
      return std::chrono::minutes{amount};
    case 'h':
      return std::chrono::hours{amount};
    case 'd':
      return std::chrono::hours{24 * amount};
    default:
      throw Fault{"a duration is like 90s, 15m, 2h or 3d"};
  }
}

std::pair<std::string, std::string> parse_pair(std::string_view text, char separator, std::string_view what) {
  auto const at = text.find(separator);
  if (at == std::string_view::npos) throw Fault{fmt::format("\"{}\": {}", text, what)};
  return {std::string{trim(text.substr(0, at))}, std::string{separator == ':' ? trim(text.substr(at + 1)) : text.substr(at + 1)}};
}

/// "case.closed(outcome=fixed, hours_open=25) case.x" → one text for each event. Blanks inside brackets do not separate.
std::vector<std::string> split_events(std::string_view text) {
  std::vector<std::string> events;
  int depth = 0;
  bool in_event = false, in_quote = false;
  for (char const c : text) {
    if (c == '"') in_quote = !in_quote;
    if (!in_quote) depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth == 0 && !in_quote && (c == ' ' || c == ',')) {
      in_event = false;
      continue;
    }
    if (!in_event) events.emplace_back();
    in_event = true;
    events.back() += c;
  }
  if (depth != 0) throw Fault{"a bracket of the event is not closed"};
  return events;
}

class Parser {
 public:
  Parser(std::string path, std::string_view text) {
    scenario_.path = std::move(path);
    if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    for (auto const line : split(text, '\n')) scenario_.lines.emplace_back(line);
  }

  Result<Scenario> run() {
    while (at_ < scenario_.lines.size()) {
      auto const number = at_ + 1;
      try {
        read_line(scenario_.lines[at_++]);
      } catch (Fault const& fault) {
        return Error{fmt::format("{}:{}: {}", scenario_.path, number, fault.what)};
      }
    }
    if (scenario_.steps.empty()) return Error{fmt::format("{}:1: there are no steps", scenario_.path)};
    return std::move(scenario_);
  }

 private:
  void read_line(std::string const& line) {
    auto const plain = trim(line);
    if (plain.empty()) return;
    if (plain.front() == '#') {
      if (scenario_.title.empty() && scenario_.steps.empty()) scenario_.title = std::string{trim(plain.substr(1))};
      return;
    }
    bool const indented = line.front() == ' ' || line.front() == '\t';
    auto words = split_words(plain);
    if (!words) throw Fault{words.error().what};
    if (!indented) return begin_step(*words, plain);
    if (scenario_.steps.empty()) throw Fault{"an indented line belongs to a step above it; there is none"};
    add_to_step(scenario_.steps.back(), *words, plain);
    scenario_.steps.back().last_line = static_cast<int>(at_);
  }

  Step& add_step(StepKind kind) {
    auto const line = static_cast<int>(at_);
    return scenario_.steps.emplace_back(Step{.kind = kind, .line = line, .last_line = line});
  }

  void begin_step(Words const& words, std::string_view line) {
    auto const& first = words.front().text;
    if (first == "given") return begin_given(words);
    if (is_method(first)) return begin_call(words);
    if (first == "city") return read_city(words);
    if (first == "$") return begin_command(words);
    if (first == "as") add_step(StepKind::actor).words = rest_of(words, 1);
    else if (first == "advance") add_step(StepKind::advance).advance = parse_duration(word(words, 1, "a duration like 2h"));
    else if (first == "at") add_step(StepKind::set_time).words = rest_of(words, 1);
    else if (first == "after") add_step(StepKind::after).words = word(words, 1, "the path of another scenario");
    else if (first == "jobs") add_step(StepKind::jobs);
    else if (first == "bytes") add_step(StepKind::bytes).content = joined(words, 1);
    else if (first == "setting") begin_setting(words, line);
    else if (first == "outside") begin_pair(StepKind::outside, words, "outside /path = \"answer\"");
    else if (first == "serving") begin_serving(words);
    else if (first == "file") begin_file(words);
    else throw Fault{unknown(first, line)};
  }

  static std::string unknown(std::string const& first, std::string_view line) {
    auto const meant = did_you_mean(first, {"city", "as", "at", "advance", "after", "jobs", "file", "given", "bytes",
                                            "setting", "outside", "serving", "GET", "POST"});
    return fmt::format("\"{}\" begins no step{}", line, meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant));
  }

  void read_city(Words const& words) {
    if (!scenario_.steps.empty()) throw Fault{"\"city\" is the first line"};
    scenario_.city = word(words, 1, "the name of a city");
    if (words.size() == 2) return;
    if (words.size() == 4 && words[2].text == "at" && words[3].text == "now") {
      scenario_.starts_at = "now";
      return;
    }
    if (words.size() < 5 || words[2].text != "at") throw Fault{"write: city NAME at 2027-03-02 09:00"};
    scenario_.starts_at = words[3].text + ' ' + words[4].text;
  }

  void begin_given(Words const& words) {
    Words const others{words.begin() + 1, words.end()};
    if (others.empty() || !(is_method(others.front().text) || others.front().text == "$")) throw Fault{"write: given POST /path …"};
    begin_step(others, "");
    scenario_.steps.back().given = true;
  }

  void begin_serving(Words const& words) {
    Words const others{words.begin() + 1, words.end()};
    if (others.empty() || others.front().text != "$") throw Fault{"write: serving $ cityhall …"};
    begin_step(others, "");
    scenario_.steps.back().serving = true;
  }

  /// The JSON is taken as it stands.
  void begin_setting(Words const& words, std::string_view line) {
    if (words.size() < 4 || words[2].text != "=") throw Fault{"write: setting NAME = JSON"};
    auto& step = add_step(StepKind::setting);
    step.words = words[1].text;
    step.content = std::string{trim(line.substr(line.find('=') + 1))};
  }

  /// NAME = VALUE
  void begin_pair(StepKind kind, Words const& words, std::string_view form) {
    if (words.size() < 4 || words[2].text != "=") throw Fault{fmt::format("write: {}", form)};
    auto& step = add_step(kind);
    step.words = words[1].text;
    step.content = joined(words, 3);
  }

  /// Words one after the other; "times 1000" repeats the word before it.
  static std::string joined(Words const& words, std::size_t from) {
    std::string out;
    for (auto i = from; i < words.size(); ++i) {
      if (words[i].quoted || words[i].text != "times") {
        out += words[i].text;
        continue;
      }
      auto const times = std::stoul(word(words, ++i, "how many times"));
      for (std::size_t n = 1; n < times; ++n) out += words[i - 2].text;
    }
    return out;
  }

  void begin_call(Words const& words) {
    if (words.size() == 2 && words[1].text == "again") {
      auto const before =
          std::find_if(scenario_.steps.rbegin(), scenario_.steps.rend(), [](Step const& s) { return s.kind == StepKind::call; });
      if (before == scenario_.steps.rend() || before->call.method != words[0].text) throw Fault{"there is no such request above to repeat"};
      auto const call = before->call;
      add_step(StepKind::call).call = call;
      return;
    }
    auto& call = add_step(StepKind::call).call;
    call.method = words[0].text;
    call.target = word(words, 1, "a path, such as /requests");
    for (std::size_t i = 2; i < words.size(); ++i) call.fields.push_back(parse_pair(words[i].text, '=', "a field is name=value"));
  }

  void begin_command(Words const& words) {
    auto& step = add_step(StepKind::command);
    if (word(words, 1, "\"cityhall\" and its arguments") != "cityhall") throw Fault{"commands begin with \"$ cityhall\""};
    for (std::size_t i = 2; i < words.size(); ++i) step.command.push_back(words[i].text);
  }

  void begin_file(Words const& words) {
    auto& step = add_step(StepKind::file);
    step.words = word(words, 1, "the name of the file");
    step.content = words.size() > 2 ? file_bytes(words) : read_block(0);
    step.last_line = static_cast<int>(at_);
  }

  static std::string file_bytes(Words const& words) {
    if (words[2].text != "bytes") throw Fault{"write: file NAME bytes \"…\""};
    return joined(words, 3);
  }

  /// The lines below that are indented deeper than `depth`, without their common indentation.
  std::string read_block(std::size_t depth) {
    std::string out;
    std::size_t margin = 0;
    for (; at_ < scenario_.lines.size(); ++at_) {
      auto const& line = scenario_.lines[at_];
      auto const indent = line.find_first_not_of(" \t");
      if (indent == std::string::npos || indent <= depth) break;
      if (margin == 0) margin = indent;
      out += line.substr(std::min(margin, indent)) + '\n';
    }
    return out;
  }

  void add_to_step(Step& step, Words const& words, std::string_view line) {
    auto const& first = words.front().text;
    bool const is_exit = first == "exit" && step.kind == StepKind::command;
    if (first == "with") return add_input(step, words, line);
    if (first == "keep") return add_keep(step, words);
    if (first == "closed" && step.kind == StepKind::bytes) return add(step, {.check = Check::status, .value = "0"});
    if (is_exit || (first.size() == 3 && first.find_first_not_of("0123456789") == std::string::npos)) return add_status(step, words);
    if (first == "header") return add_header(step, line.substr(6), Check::header);
    if (first == "no" && words.size() == 3 && words[1].text == "header")
      return add(step, {.check = Check::no_header, .name = words[2].text});
    if (first == "contains" || first == "prints") return add(step, {.check = Check::contains, .value = word(words, 1, "a text in quotes")});
    if (first == "lacks") return add(step, {.check = Check::lacks, .value = word(words, 1, "a text in quotes")});
    if (first == "json") return add_lookup(step, words, Check::json);
    if (first == "xml") return add_lookup(step, words, Check::xml);
    if (first == "body") return add(step, {.check = Check::body, .value = words.size() > 1 ? words[1].text : read_block(indent_of(step))});
    if (first == "events") return add_events(step, line.substr(6));
    if (first == "mail") return add_mail(step, words);
    throw Fault{fmt::format("\"{}\" is no expectation; see tests/scenarios/README.md", first)};
  }

  std::size_t indent_of(Step const&) const { return scenario_.lines[at_ - 1].find_first_not_of(" \t"); }

  void add(Step& step, Expectation expectation) {
    expectation.line = static_cast<int>(at_);
    step.expectations.push_back(std::move(expectation));
  }

  void add_status(Step& step, Words const& words) {
    bool const is_exit = words[0].text == "exit";
    Expectation expectation{.check = Check::status, .value = is_exit ? word(words, 1, "an exit code") : words[0].text};
    for (std::size_t i = is_exit ? 2 : 1; i < words.size(); ++i) expectation.rest.push_back(words[i].text);
    add(step, std::move(expectation));
  }

  void add_header(Step& step, std::string_view text, Check check) {
    if (text.find(':') == std::string_view::npos) return add(step, {.check = check, .name = std::string{trim(text)}});
    auto [name, value] = parse_pair(text, ':', "a header is Name: value");
    add(step, {.check = check, .name = std::move(name), .value = std::move(value)});
  }

  void add_lookup(Step& step, Words const& words, Check check) {
    Expectation expectation{.check = check, .name = word(words, 1, "a JSON pointer or an XPath")};
    auto const& relation = word(words, 2, "=, matches, count or absent");
    if (relation == "absent") expectation.relation = Relation::absent;
    else if (relation == "=") expectation.relation = Relation::equals;
    else if (relation == "matches") expectation.relation = Relation::matches;
    else if (relation == "count") expectation.relation = Relation::count;
    else throw Fault{fmt::format("\"{}\": write =, matches, count or absent", relation)};
    if (expectation.relation != Relation::absent) {
      expectation.value = word(words, 3, "a value");
      if (words[3].quoted) expectation.rest.push_back("text");
    }
    add(step, std::move(expectation));
  }

  void add_events(Step& step, std::string_view text) {
    for (auto const& event : split_events(trim(text))) add(step, {.check = Check::events, .value = event == "none" ? "" : event});
  }

  void add_mail(Step& step, Words const& words) {
    auto const& who = word(words, 1, "an address, \"contains\", \"lacks\" or \"none\"");
    if (who == "none") return add(step, {.check = Check::mail});
    if (who == "contains") return add(step, {.check = Check::mail_contains, .value = word(words, 2, "a text in quotes")});
    if (who == "lacks") return add(step, {.check = Check::mail_lacks, .value = word(words, 2, "a text in quotes")});
    add(step, {.check = Check::mail, .name = who, .value = word(words, 2, "the subject in quotes")});
  }

  void add_input(Step& step, Words const& words, std::string_view line) {
    if (step.kind != StepKind::call) throw Fault{"\"with\" belongs to a request"};
    auto const& what = word(words, 1, "header, body or file");
    if (what == "header") {
      step.call.headers.push_back(parse_pair(trim(line.substr(line.find("header") + 6)), ':', "a header is Name: value"));
    } else if (what == "body") {
      step.call.body = words.size() > 2 ? words[2].text : read_block(indent_of(step));
    } else if (what == "file") {
      auto [field, file] = parse_pair(word(words, 2, "field=name"), '=', "a file is field=name");
      step.call.uploads.push_back({std::move(field), std::move(file)});
    } else {
      throw Fault{fmt::format("\"with {}\": write with header, with body or with file", what)};
    }
  }

  void add_keep(Step& step, Words const& words) {
    if (word(words, 2, "=") != "=") throw Fault{"write: keep name = json /pointer"};
    static std::map<std::string, Source, std::less<>> const sources{
        {"json", Source::json}, {"xml", Source::xml}, {"header", Source::header}, {"match", Source::match}, {"mail", Source::mail}};
    auto const source = sources.find(word(words, 3, "json, xml, header, match or mail"));
    if (source == sources.end()) throw Fault{"keep takes json, xml, header, match or mail"};
    step.keeps.push_back({word(words, 1, "a name"), source->second, word(words, 4, "where to find it"), static_cast<int>(at_)});
  }

  Scenario scenario_;
  std::size_t at_ = 0;  // the next line; while one is read, also its number
};

}  // namespace

Result<Scenario> parse(std::string path, std::string_view text) { return Parser{std::move(path), text}.run(); }

}  // namespace cityhall::scenario
