#include "kernel/expressions/overloads.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace cityhall {
namespace {

using Kind = Type::Kind;

bool accepts(char parameter, Type const& type) {
  if (type.is(Kind::any)) return true;
  switch (parameter) {
    case 'b':
      return type.is(Kind::boolean);
    case 'i':
      return type.is(Kind::integer);
    case 'm':
      return type.is(Kind::decimal);
    case 'n':
      return type.is_number();
    case 's':
      return type.is(Kind::string);
    case 'd':
      return type.is(Kind::date);
    case 'p':
      return type.is(Kind::duration);
    default:
      return type.is(Kind::list);
  }
}

std::string parameter_name(char parameter) {
  switch (parameter) {
    case 'b':
      return "bool";
    case 'i':
      return "int";
    case 'm':
    case 'n':
      return "dec";
    case 's':
      return "string";
    case 'd':
      return "date";
    case 'p':
      return "duration";
    default:
      return "list";
  }
}

bool has_form(Function const& function, bool is_method) {
  return function.form == CallForm::either || (function.form == CallForm::method) == is_method;
}

/// "size(string)" or "string.contains(string)".
std::string signature(Function const& function) {
  std::vector<std::string> names;
  for (char const parameter : function.parameters) names.push_back(parameter_name(parameter));
  std::string receiver;
  if (function.form == CallForm::method) {
    receiver = names.front() + ".";
    names.erase(names.begin());
  }
  return receiver + std::string{function.name} + "(" + join(names, ", ") + ")";
}

bool fits(Function const& function, std::vector<Type> const& arguments) {
  if (function.parameters.size() != arguments.size()) return false;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (!accepts(function.parameters[i], arguments[i])) return false;
  return true;
}

std::string nearest_function(std::string_view name) {
  std::set<std::string> known{"has", "all", "exists", "exists_one", "filter", "map", "matches"};
  for (auto const& function : functions()) known.emplace(function.name);
  return did_you_mean(name, {known.begin(), known.end()});
}

/// A whole number needs no rounding; nearly always the division before it has already cut the rest off.
std::string hint(std::string_view name, std::vector<Type> const& arguments) {
  bool const rounds = name == "round" || name == "ceil" || name == "floor";
  if (rounds && !arguments.empty() && arguments[0].is(Kind::integer))
    return "; this is a whole number already: int / int cuts the rest off, so divide by 100.0, not 100";
  return {};
}

}  // namespace

Overload find_overload(std::string_view name, bool is_method, std::vector<Type> const& arguments) {
  std::vector<std::string> known;
  for (auto const& function : functions()) {
    if (function.name != name) continue;
    if (has_form(function, is_method) && fits(function, arguments)) return {.function = &function};
    known.push_back(signature(function));
  }
  if (known.empty()) return {.message = "there is no function '" + shorten(name, 60) + "'", .did_you_mean = nearest_function(name)};
  std::vector<std::string> given;
  for (auto const& type : arguments) given.push_back(type.name());
  return {.message = std::string{name} + " is " + join(known, " or ") + ", not with (" + join(given, ", ") + ")" + hint(name, arguments)};
}

Function const* conversion_to_decimal() {
  auto const all = functions();
  return &*std::find_if(all.begin(), all.end(), [](Function const& each) { return each.name == "dec"; });
}

Type result_type(Function const& function) {
  switch (function.result) {
    case 'b':
      return Type::boolean();
    case 'i':
      return Type::integer();
    case 's':
      return Type::string();
    case 'd':
      return Type::date();
    case 'p':
      return Type::duration();
    default:
      return Type::decimal();
  }
}

}  // namespace cityhall
