#pragma once
// Names, types, functions: what a parsed tree must satisfy. Internal to this folder.

#include <optional>

#include "kernel/expressions/tree.h"

namespace cityhall {

struct Checked {
  Type type = Type::any();
  Expression::Errors errors;            // none: the tree is good
  std::vector<std::string> references;  // sorted, once each
  std::vector<std::string> paths;
};

/// Checks the tree and fills in what the evaluator needs: functions, patterns, paths, conversions from int to dec.
Checked check_expression(NodePointer& tree, Environment const& environment, std::optional<Type> const& wanted);

}  // namespace cityhall
