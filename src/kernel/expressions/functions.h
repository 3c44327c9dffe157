#pragma once
// The functions of the language, one table for the checker and the evaluator. Internal to this folder.

#include <span>
#include <string_view>

#include "kernel/expressions/value.h"

namespace cityhall {

enum class CallForm { function, method, either };

/// One overload. A parameter is a letter: b bool, i int, m dec, n dec or int, s string, d date, p duration (period), l list.
struct Function {
  std::string_view name;
  std::string_view parameters;  // a method's receiver first
  char result;
  CallForm form;
  Outcome (*evaluate)(std::span<Value const> arguments);  // each argument is of the parameter's type (n: always a dec)
};

/// Every overload, the first that fits is taken.
std::span<Function const> functions();

}  // namespace cityhall
