#pragma once
// What the operators between two values take and give. Internal to this folder.

#include <optional>

#include "kernel/expressions/tree.h"

namespace cityhall {

/// The type of `a op b` for arithmetic, order and equality; nothing where the operator does not exist.
std::optional<Type> operator_type(Op op, Type const& a, Type const& b);
/// The type that holds both: the same type, dec for int and dec; nothing where there is none.
std::optional<Type> unify(Type const& a, Type const& b);
/// Computes `a op b` of two known values. Kinds that do not go together give an error.
Outcome apply_operator(Op op, Value const& a, Value const& b);

}  // namespace cityhall
