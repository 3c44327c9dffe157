// Prints cases for the browser's evaluator, one JSON object a line: {text, answers, program, outcome}.
//   expression_cases vectors FILE            every vector of the file that compiles
//   expression_cases random SEED COUNT       random expressions of the whole language
//   expression_cases plain SEED COUNT        random expressions of what any CEL evaluator knows
//   expression_cases forms SEED COUNT FILE…  COUNT times random answers to each service: {service, form, typed, asked}
#include <iostream>
#include <span>

#include "base/io.h"
#include "base/json.h"
#include "environment.h"
#include "kernel/definitions/parse.h"
#include "random_expressions.h"
#include "random_forms.h"

namespace cityhall {
namespace {

void print(std::string const& text, Json const& answers, Environment const& environment) {
  auto const expression = Expression::compile(text, environment);
  auto json = Json::object({{"text", text}, {"answers", answers}});
  if (expression) {
    json["program"] = expression->to_json();
    json["outcome"] = outcome_to_json(expression->evaluate(bindings_from_json(answers, environment)));
  } else {
    json["refused"] = to_string(expression.error());
  }
  std::cout << to_text(json) << '\n';
}

int print_vectors(std::string const& path) {
  auto const file = parse_json(read_file(path));
  if (!file) return 1;
  auto const environment = environment_from_json(file->at("environment"));
  for (auto const& group : file->at("groups"))
    for (auto const& vector : group.at("vectors"))
      print(vector.at("text").get<std::string>(), vector.value("answers", file->at("answers")), environment);
  return 0;
}

int print_random(Words words, std::uint64_t seed, int count) {
  RandomExpressions random{seed, words};
  auto const environment = RandomExpressions::environment();
  for (int i = 0; i < count; ++i) {
    auto const answers = random.answers();
    print(random.expression(), answers, environment);
  }
  return 0;
}

int print_forms(std::uint64_t seed, int count, std::span<std::string const> services) {
  RandomForms random{seed};
  for (auto const& path : services) {
    auto const definition = parse_definition(read_file(path));
    if (!definition) {
      std::cerr << path << ": " << to_text(definition.error());
      return 1;
    }
    for (int i = 0; i < count; ++i) {
      auto json = random.form(*definition);
      json["service"] = (*definition)->id;
      std::cout << to_text(json) << '\n';
    }
  }
  return 0;
}

int run(std::vector<std::string> const& arguments) {
  if (arguments.size() == 2 && arguments[0] == "vectors") return print_vectors(arguments[1]);
  bool const is_random = arguments.size() == 3 && (arguments[0] == "random" || arguments[0] == "plain");
  if (is_random)
    return print_random(arguments[0] == "plain" ? Words::plain : Words::all, std::stoull(arguments[1]), std::stoi(arguments[2]));
  if (arguments.size() > 3 && arguments[0] == "forms")
    return print_forms(std::stoull(arguments[1]), std::stoi(arguments[2]), std::span{arguments}.subspan(3));
  std::cerr << "usage: expression_cases vectors FILE | random SEED COUNT | plain SEED COUNT | forms SEED COUNT FILE...\n";
  return 2;
}

}  // namespace
}  // namespace cityhall

int main(int count, char** arguments) { return cityhall::run({arguments + 1, arguments + count}); }
