#include "kernel/expressions/tree_json.h"

#include <array>

#include "base/json.h"
#include "kernel/expressions/pattern.h"

namespace cityhall {

namespace {
// In the order of Op.
constexpr std::array symbols{
    "const", "name", "item", "list", ".", "[]", "neg", "!",   "&&",  "||",     "?",          "==",     "!=",  "<",    "<=",      ">",
    ">=",    "in",   "+",    "-",    "*", "/",  "%",   "has", "all", "exists", "exists_one", "filter", "map", "call", "matches",
};
static_assert(symbols.size() == static_cast<std::size_t>(Op::matches) + 1);
}  // namespace

char const* symbol(Op op) { return symbols.at(static_cast<std::size_t>(op)); }

namespace {

/// "dec", ["dec"] for a list of them, {"zone": "string"} for a record.
Json type_to_json(Type const& type) {
  if (type.is(Type::Kind::list)) return Json::array({type_to_json(type.element())});
  if (!type.is(Type::Kind::record)) return type.name();
  auto json = Json::object();
  for (auto const& [name, field] : type.fields()) json[name] = type_to_json(field);
  return json;
}

/// true, false, null and text stand for themselves; ["int", 5], ["dec", "0.5"].
Json constant_to_json(Value const& value) {
  if (value.get<std::int64_t>()) return Json::array({"int", to_json(value)});
  if (value.get<Decimal>()) return Json::array({"dec", to_json(value)});
  return to_json(value);
}

Json node_to_json(ExpressionNode const& node) {
  switch (node.op) {
    case Op::constant:
      return constant_to_json(node.constant);
    case Op::name:
    case Op::local:
      return Json::array({symbol(node.op), node.name});
    case Op::field:
      return Json::array({".", node_to_json(*node.children[0]), node.name, node.path});
    case Op::matches:
      return Json::array({"matches", node_to_json(*node.children[0]), node.pattern->tree()});
    default:
      break;
  }
  bool const is_macro =
      node.op == Op::all || node.op == Op::exists || node.op == Op::exists_one || node.op == Op::filter || node.op == Op::map;
  auto json = Json::array({symbol(node.op)});
  if (node.op == Op::call || is_macro) json.push_back(node.name);
  for (auto const& child : node.children) json.push_back(node_to_json(*child));
  return json;
}

}  // namespace

Json expression_to_json(Type const& type, Environment const& names, ExpressionNode const& tree) {
  auto types = Json::object();
  for (auto const& [name, each] : names) types[name] = type_to_json(each);
  auto json = Json::object();
  json["v"] = 1;
  json["type"] = type_to_json(type);
  json["names"] = std::move(types);
  json["tree"] = node_to_json(tree);
  return json;
}

}  // namespace cityhall
