#pragma once
// The checked tree as JSON, as ui/expressions/evaluate.ts reads it. Internal to this folder.

#include "base/json_fwd.h"
#include "kernel/expressions/tree.h"

namespace cityhall {

Json expression_to_json(Type const& type, Environment const& names, ExpressionNode const& tree);

}  // namespace cityhall
