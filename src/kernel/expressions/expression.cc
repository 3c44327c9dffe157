#include "kernel/expressions/expression.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/expressions/checker.h"
#include "kernel/expressions/parser.h"
#include "kernel/expressions/tree_json.h"

namespace cityhall {
namespace {

Environment names_read(Environment const& environment, std::vector<std::string> const& references) {
  Environment read;
  for (auto const& name : references)
    if (auto const known = environment.find(name); known != environment.end()) read.insert(*known);
  return read;
}

}  // namespace

Expression::Expression(std::string text, Type type, std::shared_ptr<ExpressionNode const> tree)
    : text_{std::move(text)}, type_{std::move(type)}, tree_{std::move(tree)} {}

Result<Expression, Expression::Errors> Expression::compile_as(std::string_view text, Environment const& environment,
                                                              std::optional<Type> const& wanted) {
  auto tree = parse_expression(text);
  if (!tree) return Errors{tree.error()};
  auto checked = check_expression(*tree, environment, wanted);
  if (!checked.errors.empty()) return std::move(checked.errors);
  Expression expression{std::string{text}, std::move(checked.type), std::move(*tree)};
  expression.names_ = names_read(environment, checked.references);
  expression.references_ = std::move(checked.references);
  expression.paths_ = std::move(checked.paths);
  return expression;
}

Result<Expression, Expression::Errors> Expression::compile(std::string_view text, Environment const& environment) {
  return compile_as(text, environment, std::nullopt);
}

Result<Expression, Expression::Errors> Expression::compile(std::string_view text, Environment const& environment, Type const& wanted) {
  return compile_as(text, environment, wanted);
}

Outcome Expression::evaluate(Bindings const& bindings) const {
  WorkLeft left;
  return evaluate(bindings, left);
}

Outcome Expression::evaluate(Bindings const& bindings, WorkLeft& left) const { return cityhall::evaluate(*tree_, bindings, left); }

Json Expression::to_json() const { return expression_to_json(type_, names_, *tree_); }

bool is_expression_name(std::string_view name) {
  auto const is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  auto const is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), is_part) && !is_reserved_word(name) && name != "has";
}

std::string to_string(Expression::Errors const& errors) {
  std::string text;
  for (auto const& error : errors) {
    if (!text.empty()) text += '\n';
    text += "column " + std::to_string(error.offset + 1) + ": " + error.message;
    if (!error.did_you_mean.empty()) text += " (did you mean '" + error.did_you_mean + "'?)";
  }
  return text;
}

}  // namespace cityhall
