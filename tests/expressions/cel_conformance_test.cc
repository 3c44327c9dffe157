// The public conformance cases of CEL; they are no part of this repository, without them the test skips.
// What the subset leaves out stands by name, with the reason, in tests/vectors/expressions/cel-left-out.tsv;
// a listed case that would pass, or an unlisted one that does not, fails the test.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>

#include "base/io.h"
#include "base/json.h"
#include "base/real_data.h"
#include "base/text.h"
#include "kernel/expressions/expression.h"
#include "textproto.h"

namespace cityhall {
namespace {

namespace fs = std::filesystem;

fs::path cases_folder() { return real_data(CITYHALL_SOURCE_DIR, "cel"); }

struct NotInSubset {};  // the case needs a kind of value that we do not have

Value value_of(ProtoMessage const& proto);

Value list_of(ProtoMessage const& proto) {
  Value::List list;
  for (auto const* item : proto.all("values")) list.push_back(value_of(item->messages.at(0)));
  return Value{std::move(list)};
}

/// A map whose keys are all text stands for a record.
Value record_of(ProtoMessage const& proto) {
  Value::Record record;
  for (auto const* entry : proto.all("entries")) {
    auto const& message = entry->messages.at(0);
    auto const key = value_of(*message.message("key"));
    if (!key.get<std::string>()) throw NotInSubset{};
    record.emplace(*key.get<std::string>(), value_of(*message.message("value")));
  }
  return Value{std::move(record)};
}

Value value_of(ProtoMessage const& proto) {
  auto const& field = proto.fields.at(0);
  if (field.name == "bool_value") return Value{field.scalar == "true"};
  if (field.name == "int64_value") return Value{std::int64_t{std::stoll(field.scalar)}};
  if (field.name == "string_value") return Value{field.scalar};
  if (field.name == "null_value") return Value{};
  if (field.name == "list_value") return list_of(field.messages.at(0));
  if (field.name == "map_value") return record_of(field.messages.at(0));
  auto const decimal = Decimal::parse(field.scalar);
  if (field.name != "double_value" || !decimal) throw NotInSubset{};
  return Value{*decimal};
}

Type type_of(Value const& value) {
  if (value.get<bool>()) return Type::boolean();
  if (value.get<std::int64_t>()) return Type::integer();
  if (value.get<Decimal>()) return Type::decimal();
  if (value.get<std::string>()) return Type::string();
  if (auto const* list = value.get<Value::List>()) return Type::list(list->empty() ? Type::any() : type_of(list->front()));
  if (!value.get<Value::Record>()) return Type::null();
  Type::Fields fields;
  for (auto const& [name, member] : *value.get<Value::Record>()) fields.emplace(name, type_of(member));
  return Type::record(std::move(fields));
}

Bindings bindings_of(ProtoMessage const& test) {
  Bindings bindings;
  for (auto const* binding : test.all("bindings")) {
    auto const& message = binding->messages.at(0);
    bindings.emplace(message.text("key"), value_of(*message.message("value")->message("value")));
  }
  return bindings;
}

/// Refused for its types: we say before it runs what CEL says while it runs. Refused for a missing part of the language does not count.
bool is_type_error(Expression::Errors const& errors) {
  for (auto const& error : errors)
    for (auto const* missing : {"no function", "no bytes", "unsigned", "records cannot"})
      if (error.message.find(missing) != std::string::npos) return false;
  return true;
}

enum class Judged { passed, adapted, refused_early, failed };

bool continues_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// The case in our words: double() is dec(), and what CEL mixes only through dyn() we mix as it stands.
std::string in_our_words(std::string text) {
  for (auto const& [word, ours] : {std::pair{"double(", "dec("}, std::pair{"dyn(", "("}})
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
      if (at == 0 || !continues_name(text[at - 1])) text.replace(at, std::string_view{word}.size(), ours);
  return text;
}

struct Judgement {
  Judged judged;
  std::string got;
};

std::string to_string(Outcome const& outcome) {
  if (auto const* value = std::get_if<Value>(&outcome)) return to_text(to_json(*value));
  if (auto const* error = std::get_if<EvaluationError>(&outcome)) return "error: " + error->message;
  return "unknown";
}

Judgement judge(ProtoMessage const& test, std::string const& text) {
  auto const bindings = bindings_of(test);
  Environment environment;
  for (auto const& [name, value] : bindings) environment.emplace(name, type_of(value));
  bool const wants_error = test.message("eval_error") != nullptr;
  auto const expression = Expression::compile(text, environment);
  if (!expression) {
    bool const agrees = wants_error && is_type_error(expression.error());
    return {agrees ? Judged::refused_early : Judged::failed, to_string(expression.error())};
  }
  auto const outcome = expression->evaluate(bindings);
  if (wants_error) return {std::holds_alternative<EvaluationError>(outcome) ? Judged::passed : Judged::failed, to_string(outcome)};
  auto const expected = test.message("value") ? value_of(*test.message("value")) : Value{true};
  auto const* value = std::get_if<Value>(&outcome);
  bool const both_whole = value && (value->get<std::int64_t>() == nullptr) == (expected.get<std::int64_t>() == nullptr);
  bool const same_kind = both_whole && comparable(type_of(*value), type_of(expected));
  return {same_kind && *value == expected ? Judged::passed : Judged::failed, to_string(outcome)};
}

Judgement judge_or_leave(ProtoMessage const& test) {
  try {
    auto const text = test.text("expr");
    auto const judgement = judge(test, text);
    auto const ours = in_our_words(text);
    if (judgement.judged != Judged::failed || ours == text) return judgement;
    auto const again = judge(test, ours);
    return {again.judged == Judged::passed ? Judged::adapted : again.judged, again.got};
  } catch (NotInSubset const&) {
    return {Judged::failed, "a kind of value that is not in the subset"};
  }
}

std::map<std::string, std::string> left_out() {
  std::map<std::string, std::string> reasons;
  auto const text = read_file(CITYHALL_SOURCE_DIR "/tests/vectors/expressions/cel-left-out.tsv");
  for (auto const line : split(text, '\n')) {
    auto const columns = split(line, '\t');
    if (columns.size() == 2) reasons.emplace(columns[0], columns[1]);
  }
  return reasons;
}

struct Count {
  int passed = 0;
  int adapted = 0;
  int refused_early = 0;
  int left_out = 0;

  void add(Count const& other) {
    passed += other.passed;
    adapted += other.adapted;
    refused_early += other.refused_early;
    left_out += other.left_out;
  }
};

std::ostream& operator<<(std::ostream& out, Count const& count) {
  return out << count.passed << " pass, " << count.adapted << " pass with dec() for double() and without dyn(), " << count.refused_early
             << " refused before they run, " << count.left_out << " left out";
}

class CelConformance : public testing::Test {
 protected:
  void run(fs::path const& file) {
    auto const proto = parse_textproto(read_file(file));
    Count count;
    for (auto const* section : proto.all("section"))
      for (auto const* test : section->messages.at(0).all("test"))
        take(file.stem().string() + "/" + section->messages.at(0).text("name") + "/" + test->messages.at(0).text("name"),
             test->messages.at(0), count);
    std::cout << file.filename().string() << ": " << count << '\n';
    total.add(count);
  }

  Count total;

 private:
  void take(std::string const& path, ProtoMessage const& test, Count& count) {
    auto const name = path + (++names_[path] > 1 ? "#" + std::to_string(names_[path]) : "");
    auto const [judged, got] = judge_or_leave(test);
    auto const listed = reasons_.find(name);
    if (judged == Judged::failed) {
      EXPECT_NE(listed, reasons_.end()) << name << "\t" << test.text("expr") << "\t" << got;
      ++count.left_out;
    } else {
      EXPECT_EQ(listed, reasons_.end()) << name << " passes: take it out of cel-left-out.tsv";
      ++(judged == Judged::passed ? count.passed : judged == Judged::adapted ? count.adapted : count.refused_early);
    }
  }

  std::map<std::string, std::string> reasons_ = left_out();
  std::map<std::string, int> names_;
};

TEST_F(CelConformance, EveryCasePassesOrIsLeftOutByName) {
  auto const folder = cases_folder();
  if (!fs::exists(folder)) GTEST_SKIP() << "the public CEL cases are not here";
  for (auto const* name : {"basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic", "macros", "parse",
                           "string", "timestamps"})
    run(folder / (std::string{name} + ".textproto"));
  std::cout << "all: " << total << '\n';
}

}  // namespace
}  // namespace cityhall
