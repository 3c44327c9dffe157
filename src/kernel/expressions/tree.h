#pragma once
// The syntax tree of an expression, first as parsed, then as checked. Internal to this folder.

#include <memory>
#include <string>
#include <vector>

#include "kernel/expressions/expression.h"

namespace cityhall {

struct Function;  // functions.h
class Pattern;    // pattern.h

enum class Op {
  constant,
  name,
  local,
  list,
  field,
  index,
  negate,
  logical_not,
  logical_and,
  logical_or,
  conditional,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  has,
  all,
  exists,
  exists_one,
  filter,
  map,
  call,
  matches,
};

struct ExpressionNode {
  Op op{};
  std::size_t offset = 0;  // bytes in the source, for errors
  std::size_t length = 0;
  std::string name{};       // of the name, local, field or function, or the variable of a macro
  std::string path{};       // "site.zone": what to answer when this is unknown; filled in by the checker
  Type type = Type::any();  // filled in by the checker
  Value constant{};
  std::vector<std::unique_ptr<ExpressionNode>> children{};  // a method's receiver comes first; logical_and and logical_or have two or more
  bool is_method = false;
  Function const* function = nullptr;        // of a call, filled in by the checker
  std::shared_ptr<Pattern const> pattern{};  // of `matches`, filled in by the checker
};

using NodePointer = std::unique_ptr<ExpressionNode>;

/// The operator as written and as it stands in the tree for the browser.
char const* symbol(Op op);

/// Evaluates a checked tree.
Outcome evaluate(ExpressionNode const& tree, Bindings const& bindings, WorkLeft& left);

}  // namespace cityhall
