#pragma once
// Which function a call means. Internal to this folder.

#include <string>
#include <vector>

#include "kernel/expressions/functions.h"
#include "kernel/expressions/type.h"

namespace cityhall {

struct Overload {
  Function const* function = nullptr;  // nullptr: none fits, and `message` says why
  std::string message{};
  std::string did_you_mean{};
};

Overload find_overload(std::string_view name, bool is_method, std::vector<Type> const& arguments);
/// dec(int), which the checker puts in where an int meets a dec.
Function const* conversion_to_decimal();
Type result_type(Function const& function);

}  // namespace cityhall
