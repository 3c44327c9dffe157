#include "kernel/definitions/definition_tests.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/definitions/quote.h"

namespace cityhall {
namespace {

/// They run while a definition is published, and nothing is written meanwhile.
constexpr int steps_of_all_tests = 5 * ExpressionLimits::steps_of_all_max;

std::string shown(Json const& json) {
  return json.is_string() ? (json.get_ref<std::string const&>().empty() ? "nothing" : json.get<std::string>()) : json.dump();
}

template <class T>
std::vector<std::string> ids(std::vector<T const*> const& all) {
  std::vector<std::string> out;
  for (auto const* one : all) out.push_back(one->id);
  return out;
}

std::string list(std::vector<std::string> const& all) { return all.empty() ? "none" : join(all, ", "); }

std::vector<std::string> sorted(std::vector<std::string> all) {
  std::sort(all.begin(), all.end());
  return all;
}

std::string dollars(std::int64_t cents) { return Decimal::from_cents(cents).to_string(2); }

/// One test against its definition.
class TestRun {
 public:
  TestRun(DefinitionPtr definition, DefinitionTest const& test, std::shared_ptr<WorkLeft> left)
      : definition_{std::move(definition)},
        test_{test},
        channel_{test.channel.empty() ? "web" : test.channel},
        left_{std::move(left)},
        facts_{definition_, *test.answers, left_} {}

  TestResult run() {
    result_.name = test_.name;
    facts_.set("channel", channel_);
    if (!test_.answers->contains("priority")) facts_.set("priority", priority(*definition_, facts_));
    for (auto const& [name, expected] : test_.expect->items()) expect(name, expected);
    return std::move(result_);
  }

 private:
  void expect(std::string const& name, Json const& expected) {
    if (name == "visible" || name == "hidden") return questions(name, expected);
    if (name == "errors") return exactly(name, expected, wrong_answers());
    if (name == "documents") return exactly(name, expected, ids(wanted_documents(*definition_, facts_)));
    if (name == "steps") return exactly(name, expected, ids(wanted_steps(*definition_, facts_)));
    if (name == "reviews") return exactly(name, expected, ids(wanted_reviews(*definition_, facts_)));
    if (name == "inspections") return exactly(name, expected, ids(wanted_inspections(*definition_, facts_)));
    if (name == "missing") return exactly(name, expected, quote_fees(*definition_, facts_).missing);
    if (name == "eligible") return equal(name, expected, reasons_to_deny(*definition_, facts_).empty());
    if (name == "fees") return fees(expected);
    if (name == "publish") return published(expected);
    equal(name, expected, single(name));
  }

  Json single(std::string const& name) const {
    if (name == "priority") return priority(*definition_, facts_);
    if (name == "sla") return due();
    auto const routing = route(*definition_, facts_);
    if (name == "queue") return routing.queue;
    if (name == "handoff") return routing.handoff;
    if (name == "owner") return routing.owner;
    return name == "dispatch" ? Json(routing.dispatch ? "auto" : "none") : Json();
  }

  std::string due() const {
    auto const* start = definition_->workflow.state(definition_->workflow.start);
    auto const period = start == nullptr ? std::nullopt : sla(*start, priority(*definition_, facts_));
    return period ? to_text(*period) : "";
  }

  void differ(std::string name, std::string expected, std::string actual) {
    result_.differences.push_back({std::move(name), std::move(expected), std::move(actual)});
  }

  void equal(std::string const& name, Json const& expected, Json const& actual) {
    if (expected != actual) differ(name, shown(expected), shown(actual));
  }

  static std::vector<std::string> texts(Json const& json) {
    std::vector<std::string> out;
    for (auto const& one : json)
      if (one.is_string()) out.push_back(one.get<std::string>());
    return out;
  }

  void exactly(std::string const& name, Json const& expected, std::vector<std::string> const& actual) {
    if (sorted(texts(expected)) != sorted(actual)) differ(name, list(texts(expected)), list(actual));
  }

  void questions(std::string const& name, Json const& expected) {
    auto const visible = ids(visible_questions(*definition_, facts_, channel_));
    for (auto const& id : texts(expected)) {
      bool const shown_now = std::find(visible.begin(), visible.end(), id) != visible.end();
      if (shown_now != (name == "visible")) differ(name + '/' + id, name, shown_now ? "visible" : "hidden");
    }
  }

  /// What the program knows (today, the facts of a place) is told apart from what a person answered.
  std::vector<std::string> wrong_answers() const {
    Json given = Json::object();
    Json facts = Json::object();
    for (auto const& [name, value] : test_.answers->items()) {
      auto const* question = definition_->question(name);
      bool const answered = question != nullptr || definition_->document(name) != nullptr;
      if (answered) given[name] = value;
      if (!answered || question == nullptr || question->is_place()) facts[name] = value;
    }
    std::vector<std::string> out;
    for (auto const& error : validate_answers(definition_, given, {.channel = channel_, .facts = &facts, .left = left_}).errors)
      if (auto id = error.field.substr(0, error.field.find('.')); std::find(out.begin(), out.end(), id) == out.end())
        out.push_back(std::move(id));
    return out;
  }

  void fees(Json const& expected) {
    auto const quote = quote_fees(*definition_, facts_);
    if (!quote.complete()) return differ("fees", "a complete quote", "unknown: " + list(quote.missing));
    Json actual = Json::object();
    for (auto const& line : quote.lines) actual[line.fee->id] = dollars(line.cents);
    actual["total"] = dollars(quote.total_cents);
    for (auto const& [id, amount] : expected.items())
      if (!actual.contains(id)) differ("fees/" + id, shown(amount), "not charged");
      else if (!same_amount(amount, actual[id])) differ("fees/" + id, shown(amount), shown(actual[id]));
    for (auto const& [id, amount] : actual.items())
      if (!expected.contains(id)) differ("fees/" + id, "not charged", shown(amount));
  }

  static bool same_amount(Json const& expected, Json const& actual) {
    auto const a = expected.is_string() ? Decimal::parse(expected.get<std::string>()) : Result<Decimal>{Error{}};
    auto const b = Decimal::parse(actual.get<std::string>());
    return a && b && *a == *b;
  }

  void published(Json const& expected) {
    auto const values = published_values(*definition_, facts_);
    for (auto const& [column, value] : expected.items()) {
      auto const found = std::find_if(values.begin(), values.end(), [&](auto const& one) { return one.first == column; });
      equal("publish/" + column, value, found == values.end() ? Json("not mapped") : Json(found->second));
    }
  }

  DefinitionPtr definition_;
  DefinitionTest const& test_;
  std::string channel_;
  std::shared_ptr<WorkLeft> left_;
  Facts facts_;
  TestResult result_;
};

TestResult run_one(DefinitionPtr const& definition, DefinitionTest const& test, std::shared_ptr<WorkLeft> const& left) {
  try {
    return TestRun{definition, test, left}.run();
  } catch (Refusal const& refusal) {
    return {.name = test.name, .differences = {{"the test", "to run", in_english(refusal.message)}}};
  }
}

}  // namespace

std::vector<TestResult> run_tests(DefinitionPtr const& definition) {
  std::vector<TestResult> out;
  auto const left = std::make_shared<WorkLeft>(WorkLeft{.steps = steps_of_all_tests});
  for (auto const& test : definition->tests) out.push_back(run_one(definition, *test, left));
  return out;
}

std::string to_text(TestResult const& result) {
  if (result.passed()) return result.name + ": passed";
  std::string out;
  for (auto const& difference : result.differences) {
    if (!out.empty()) out += '\n';
    out += result.name + ": " + difference.expectation + " is " + difference.actual + ", expected " + difference.expected;
  }
  return out;
}

}  // namespace cityhall
