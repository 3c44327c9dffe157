#pragma once
// The expression language of definitions: a strict subset of CEL with exact decimals, checked before it is saved. Reference:
// docs/reference/expressions.md. On pages with several questions, ui/expressions/evaluate.ts evaluates their `when` from the same tree.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "kernel/expressions/type.h"
#include "kernel/expressions/value.h"

namespace cityhall {

/// The names that an expression may read, with their types. (`today` is a name like any other: declare it and bind it.)
using Environment = Type::Fields;

struct ExpressionError {
  std::size_t offset = 0;  // bytes into the text
  std::size_t length = 0;
  std::string message;       // English, says what is wrong and what would be right
  std::string did_you_mean;  // the nearest known word, or empty
};

struct ExpressionLimits {
  static constexpr std::size_t source_bytes_max = 4096;
  static constexpr int nesting_max = 32;
  static constexpr int evaluation_steps_max = 1'000'000;
  static constexpr int steps_of_all_max = 2'000'000;  // of all expressions that are asked about one thing
};

/// How much work is left to all expressions that share it. A service may have hundreds of conditions, each of them just within its limit.
struct WorkLeft {
  int steps = ExpressionLimits::steps_of_all_max;
};

struct ExpressionNode;  // tree.h

/// A checked expression. Immutable, cheap to copy, safe to evaluate from several threads.
class Expression {
 public:
  using Errors = std::vector<ExpressionError>;

  /// Parses and checks. All type errors at once; of syntax errors the first.
  static Result<Expression, Errors> compile(std::string_view text, Environment const& environment);
  /// Also refuses a result that is not of that type; a whole number is taken where a decimal is wanted.
  static Result<Expression, Errors> compile(std::string_view text, Environment const& environment, Type const& wanted);

  /// Three-valued: `false && unknown` is false, `true || unknown` is true; otherwise what reads an unanswered name is unknown.
  /// A binding whose value is not of the declared type gives an EvaluationError or a wrong answer, never a crash.
  Outcome evaluate(Bindings const& bindings) const;
  /// The same, and takes its work from what is left; an EvaluationError when nothing is.
  Outcome evaluate(Bindings const& bindings, WorkLeft& left) const;

  std::string const& text() const { return text_; }
  Type const& type() const { return type_; }
  /// The names that it reads (also inside has()), sorted, once each: for order checks and dependencies.
  std::vector<std::string> const& references() const { return references_; }
  /// The same with fields, as far as they are written out: "site.zone".
  std::vector<std::string> const& paths() const { return paths_; }
  /// The tree for the browser: {"v":1,"type":…,"names":{name: type},"tree":[…]}.
  Json to_json() const;

 private:
  static Result<Expression, Errors> compile_as(std::string_view text, Environment const& environment, std::optional<Type> const& wanted);
  Expression(std::string text, Type type, std::shared_ptr<ExpressionNode const> tree);
  std::string text_;
  Type type_;
  std::shared_ptr<ExpressionNode const> tree_;
  Environment names_;  // the part of the environment that it reads
  std::vector<std::string> references_;
  std::vector<std::string> paths_;
};

/// Can `name` be read in an expression: a letter or underscore, then letters, digits, underscores, and not a reserved word.
/// The ids of questions must pass this.
bool is_expression_name(std::string_view name);

/// The errors for people, one a line, with the column: "column 9: there is no 'knd' (did you mean 'kind'?)".
std::string to_string(Expression::Errors const& errors);

}  // namespace cityhall
