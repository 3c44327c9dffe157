#pragma once
// The checked tree as JSON, as ui/expressions/evaluate.ts reads it. Internal to this folder.

#include "base/json_fwd.h"
#include "kernel/expressions/tree.h"

namespace cityhall {

/// {"v":1,"type":…,"names":{name: type},"tree":…}; a node is an array with its operator first.
Json expression_to_json(Type const& type, Environment const& names, ExpressionNode const& tree);

}  // namespace cityhall
