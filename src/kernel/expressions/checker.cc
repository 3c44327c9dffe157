#include "kernel/expressions/checker.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "kernel/expressions/functions.h"
#include "kernel/expressions/operators.h"
#include "kernel/expressions/overloads.h"
#include "kernel/expressions/pattern.h"

namespace cityhall {
namespace {

using Kind = Type::Kind;

std::string nearest(std::string_view word, Type::Fields const& names) {
  std::vector<std::string> known;
  for (auto const& [name, type] : names) known.push_back(name);
  return did_you_mean(word, known);
}

std::string in_quotes(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

class Checker {
 public:
  explicit Checker(Environment const& environment) : environment_{environment} {}

  Type const& check(NodePointer& node) {
    node->type = find_type(*node);
    return node->type;
  }

  void want(NodePointer& node, Type const& wanted) {
    auto const& type = node->type;
    if (wanted.is(Kind::decimal) && type.is(Kind::integer)) return to_decimal(node);
    bool const narrowed = wanted.is(Kind::integer) && type.is(Kind::decimal);
    if (narrowed || !comparable(type, wanted)) return fail(*node, "this is " + type.name() + ", but " + wanted.name() + " is needed here");
    check_option(*node, wanted);
  }

  Expression::Errors take_errors() { return std::move(errors_); }

 private:
  struct Local {
    std::string name;
    Type type;
    std::string path;
  };

  Type find_type(ExpressionNode& node) {
    switch (node.op) {
      case Op::constant:
        return type_of(node.constant);
      case Op::name:
      case Op::local:
        return name(node);
      case Op::list:
        return list(node);
      case Op::field:
        return field(node);
      case Op::index:
        return index(node);
      case Op::negate:
        return negate(node);
      case Op::logical_not:
      case Op::logical_and:
      case Op::logical_or:
        return logical(node);
      case Op::conditional:
        return conditional(node);
      case Op::in:
        return membership(node);
      case Op::has:
        return has(node);
      case Op::all:
      case Op::exists:
      case Op::exists_one:
      case Op::filter:
      case Op::map:
        return macro(node);
      case Op::call:
      case Op::matches:
        return node.name == "matches" ? matches(node) : call(node);
      default:
        return binary(node);
    }
  }

  void fail(ExpressionNode const& node, std::string message, std::string meant = {}) {
    errors_.push_back({.offset = node.offset, .length = node.length, .message = std::move(message), .did_you_mean = std::move(meant)});
  }

  /// `any` agrees with everything: one mistake, one message.
  Type failed(ExpressionNode const& node, std::string message, std::string meant = {}) {
    fail(node, std::move(message), std::move(meant));
    return Type::any();
  }

  static Type type_of(Value const& constant) {
    if (constant.get<bool>()) return Type::boolean();
    if (constant.get<std::int64_t>()) return Type::integer();
    if (constant.get<Decimal>()) return Type::decimal();
    return constant.get<std::string>() ? Type::string() : Type::null();
  }

  static void to_decimal(NodePointer& node) {
    if (auto const* whole = node->constant.get<std::int64_t>(); whole && node->op == Op::constant) {
      node->constant = Value{Decimal{*whole}};
      node->type = Type::decimal();
      return;
    }
    auto conversion = std::make_unique<ExpressionNode>();
    conversion->op = Op::call;
    conversion->offset = node->offset;
    conversion->length = node->length;
    conversion->name = "dec";
    conversion->type = Type::decimal();
    conversion->function = conversion_to_decimal();
    conversion->children.push_back(std::move(node));
    node = std::move(conversion);
  }

  /// Whole numbers among decimals become decimals.
  static void promote(std::vector<NodePointer>& children, std::size_t from) {
    for (std::size_t i = from; i < children.size(); ++i)
      if (children[i]->type.is(Kind::integer)) to_decimal(children[i]);
  }

  /// A literal that is none of a choice's options can only be a slip.
  void check_option(ExpressionNode const& node, Type const& choice) {
    if (choice.options().empty()) return;
    if (node.op == Op::list)
      for (auto const& child : node.children) check_option(*child, choice);
    auto const* text = node.op == Op::constant ? node.constant.get<std::string>() : nullptr;
    if (!text || std::find(choice.options().begin(), choice.options().end(), *text) != choice.options().end()) return;
    fail(node, in_quotes(*text) + " is none of the options " + shorten(join(choice.options(), ", "), 200),
         did_you_mean(*text, choice.options()));
  }

  Type name(ExpressionNode& node) {
    auto const local = std::find_if(locals_.rbegin(), locals_.rend(), [&](Local const& each) { return each.name == node.name; });
    if (local != locals_.rend()) {
      node.op = Op::local;
      node.path = local->path;
      return local->type;
    }
    node.path = node.name;
    auto const known = environment_.find(node.name);
    if (known != environment_.end()) return known->second;
    return failed(node, "there is no " + in_quotes(node.name) + " to read here", nearest(node.name, environment_));
  }

  Type field(ExpressionNode& node) {
    Type const type = check(node.children[0]);
    node.path = node.children[0]->path + "." + node.name;
    if (type.is(Kind::any)) return type;
    if (!type.is(Kind::record)) return failed(node, type.name() + " has no fields, so no " + in_quotes(node.name));
    auto const known = type.fields().find(node.name);
    if (known != type.fields().end()) return known->second;
    return failed(node, "there is no field " + in_quotes(node.name), nearest(node.name, type.fields()));
  }

  Type index(ExpressionNode& node) {
    auto const* text = node.children[1]->op == Op::constant ? node.children[1]->constant.get<std::string>() : nullptr;
    if (text) {  // record['field'] is record.field
      node.op = Op::field;
      node.name = *text;
      node.children.pop_back();
      return field(node);
    }
    Type const range = check(node.children[0]);
    Type const place = check(node.children[1]);
    node.path = node.children[0]->path + "[]";
    if (!range.is(Kind::list) && !range.is(Kind::any)) return failed(node, "[ ] takes an item of a list, and this is " + range.name());
    if (!place.is(Kind::integer) && !place.is(Kind::any)) return failed(*node.children[1], "the place in a list is an int, counted from 0");
    return range.element();
  }

  Type list(ExpressionNode& node) {
    Type element = Type::any();
    for (auto& child : node.children) {
      auto const type = check(child);
      auto const both = unify(element, type);
      if (!both) fail(*child, "the items of a list have one type; this is " + type.name() + ", the ones before are " + element.name());
      element = both.value_or(element);
    }
    if (element.is(Kind::decimal)) promote(node.children, 0);
    return Type::list(element);
  }

  Type negate(ExpressionNode& node) {
    Type const type = check(node.children[0]);
    if (type.is_number() || type.is(Kind::any) || type.is(Kind::duration)) return type;
    return failed(node, "only a number or a duration has a minus, and this is " + type.name());
  }

  Type logical(ExpressionNode& node) {
    for (auto& child : node.children) {
      check(child);
      if (!comparable(child->type, Type::boolean()))
        fail(*child, std::string{symbol(node.op)} + " takes true or false, and this is " + child->type.name());
    }
    return Type::boolean();
  }

  Type conditional(ExpressionNode& node) {
    Type const condition = check(node.children[0]);
    Type const yes = check(node.children[1]);
    Type const no = check(node.children[2]);
    if (!comparable(condition, Type::boolean()))
      fail(*node.children[0], "before the ? stands true or false, and this is " + condition.name());
    auto const both = unify(yes, no);
    if (!both) return failed(node, "both sides of the : have one type; these are " + yes.name() + " and " + no.name());
    if (both->is(Kind::decimal)) promote(node.children, 1);
    return *both;
  }

  Type binary(ExpressionNode& node) {
    auto& left = *node.children[0];
    auto& right = *node.children[1];
    Type const a = check(node.children[0]);
    Type const b = check(node.children[1]);
    auto const type = operator_type(node.op, a, b);
    if (!type) return failed(node, "there is no " + a.name() + " " + symbol(node.op) + " " + b.name() + reason(node.op, a, b));
    if (node.op == Op::equal || node.op == Op::not_equal) {
      check_option(left, b);
      check_option(right, a);
    }
    return *type;
  }

  static std::string reason(Op op, Type const& a, Type const& b) {
    if (a.is(Kind::null) || b.is(Kind::null)) return "; to ask for an answer write has(…)";
    if (op == Op::add && (a.is(Kind::string) || b.is(Kind::string))) return "; string(…) makes text of a value";
    return op == Op::modulo ? "; % is for whole numbers" : "";
  }

  Type membership(ExpressionNode& node) {
    Type const item = check(node.children[0]);
    Type const range = check(node.children[1]);
    if (range.is(Kind::any)) return Type::boolean();
    if (!range.is(Kind::list)) return failed(*node.children[1], "in looks into a list, and this is " + range.name());
    if (!comparable(item, range.element())) return failed(node, item.name() + " is never in a " + range.name());
    check_option(*node.children[1], item);
    check_option(*node.children[0], range.element());
    return Type::boolean();
  }

  Type has(ExpressionNode& node) {
    check(node.children[0]);
    auto const op = node.children[0]->op;
    if (op != Op::name && op != Op::field) return failed(node, "has() takes a name or a field, such as has(contractor)");
    return Type::boolean();
  }

  Type macro(ExpressionNode& node) {
    Type const range = check(node.children[0]);
    if (!range.is(Kind::list) && !range.is(Kind::any))
      fail(*node.children[0], std::string{symbol(node.op)} + " goes through a list, and this is " + range.name());
    locals_.push_back({node.name, range.element(), node.children[0]->path + "[]"});
    Type const body = check(node.children[1]);
    locals_.pop_back();
    if (node.op == Op::map) return Type::list(body);
    if (!comparable(body, Type::boolean())) fail(*node.children[1], "the condition is true or false, and this is " + body.name());
    if (node.op == Op::filter) node.path = node.children[0]->path;
    return node.op == Op::filter ? (range.is(Kind::any) ? Type::list(Type::any()) : range) : Type::boolean();
  }

  Type matches(ExpressionNode& node) {
    for (auto& child : node.children) check(child);
    if (!node.is_method || node.children.size() != 2) return failed(node, "matches is written text.matches('pattern')");
    if (!comparable(node.children[0]->type, Type::string()))
      fail(*node.children[0], "matches looks into text, and this is " + node.children[0]->type.name());
    auto const* text = node.children[1]->op == Op::constant ? node.children[1]->constant.get<std::string>() : nullptr;
    if (!text) return failed(*node.children[1], "the pattern must be written out as text, so that it can be checked");
    auto pattern = Pattern::compile(*text);
    if (!pattern) return failed(*node.children[1], pattern.error().what);
    node.op = Op::matches;
    node.pattern = *pattern;
    return Type::boolean();
  }

  Type call(ExpressionNode& node) {
    std::vector<Type> types;
    for (auto& child : node.children) types.push_back(check(child));
    if (node.function) return node.type;
    auto const found = find_overload(node.name, node.is_method, types);
    if (!found.function) return failed(node, found.message, found.did_you_mean);
    node.function = found.function;
    for (std::size_t i = 0; i < node.children.size(); ++i)
      if (node.function->parameters[i] == 'n' && types[i].is(Kind::integer)) to_decimal(node.children[i]);
    refuse_bad_constants(node);
    return result_type(*node.function);
  }

  /// date('2027-02-30') would fail each time: say so when it is written.
  void refuse_bad_constants(ExpressionNode const& node) {
    auto const constant = [](NodePointer const& child) { return child->op == Op::constant; };
    if (!std::all_of(node.children.begin(), node.children.end(), constant)) return;
    WorkLeft left;
    auto const outcome = evaluate(node, {}, left);
    if (auto const* error = std::get_if<EvaluationError>(&outcome)) fail(node, error->message);
  }

  Environment const& environment_;
  std::vector<Local> locals_;
  Expression::Errors errors_;
};

struct Names {
  std::set<std::string> roots;
  std::set<std::string> paths;
};

ExpressionNode const& root_of(ExpressionNode const& node) { return node.op == Op::field ? root_of(*node.children[0]) : node; }

void collect(ExpressionNode const& node, Names& names) {
  auto const& root = root_of(node);
  if (root.op == Op::name) {
    names.roots.insert(root.name);
    names.paths.insert(node.path);
    return;
  }
  for (auto const& child : node.children) collect(*child, names);
}

}  // namespace

Checked check_expression(NodePointer& tree, Environment const& environment, std::optional<Type> const& wanted) {
  Checker checker{environment};
  checker.check(tree);
  if (wanted) checker.want(tree, *wanted);
  Names names;
  collect(*tree, names);
  return {.type = tree->type,
          .errors = checker.take_errors(),
          .references = {names.roots.begin(), names.roots.end()},
          .paths = {names.paths.begin(), names.paths.end()}};
}

}  // namespace cityhall
