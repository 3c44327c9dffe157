#include <algorithm>
#include <optional>

#include "base/text.h"
#include "kernel/expressions/functions.h"
#include "kernel/expressions/operators.h"
#include "kernel/expressions/pattern.h"
#include "kernel/expressions/tree.h"

namespace cityhall {
namespace {

/// What stands in the way of a value: unanswered names win over errors, as in CEL; of several errors the first is told.
class Obstacles {
 public:
  bool any() const { return unknown_ || error_; }

  void add(Outcome&& outcome) {
    if (auto* unknown = std::get_if<Unknown>(&outcome)) add_names(std::move(unknown->names));
    else if (auto* error = std::get_if<EvaluationError>(&outcome); error && !error_) error_ = std::move(*error);
  }

  Outcome take() {
    if (unknown_) return std::move(*unknown_);
    return std::move(*error_);
  }

 private:
  void add_names(std::vector<std::string> names) {
    if (!unknown_) unknown_ = Unknown{};
    std::vector<std::string> both;
    std::set_union(unknown_->names.begin(), unknown_->names.end(), names.begin(), names.end(), std::back_inserter(both));
    unknown_->names = std::move(both);
  }

  std::optional<Unknown> unknown_;
  std::optional<EvaluationError> error_;
};

/// The values of operands, or what stands in their way.
struct Operands {
  std::vector<Value> values{};
  Obstacles obstacles{};
};

/// Work grows with long texts and lists; evaluate.ts counts alike, so that both give up on the same expression.
int weight(Value const& value) {
  if (auto const* list = value.get<Value::List>()) return static_cast<int>(list->size());
  auto const* text = value.get<std::string>();
  return text ? static_cast<int>(length(*text) / 16) : 0;
}

bool fits(char parameter, Value& value) {
  switch (parameter) {
    case 'b':
      return value.get<bool>();
    case 'i':
      return value.get<std::int64_t>();
    case 's':
      return value.get<std::string>();
    case 'd':
      return value.get<Date>();
    case 'p':
      return value.get<Duration>();
    case 'l':
      return value.get<Value::List>();
    default:
      break;
  }
  if (auto const* whole = value.get<std::int64_t>()) value = Value{Decimal{*whole}};
  return value.get<Decimal>();
}

class Evaluator {
 public:
  Evaluator(Bindings const& bindings, WorkLeft& left) : bindings_{bindings}, left_{left} {}

  Outcome run(ExpressionNode const& tree) {
    if (left_.steps <= 0) return fault("too much work: the conditions of this service ask for more than can be done");
    auto outcome = evaluate(tree);
    left_.steps -= std::min(steps_ + searched_, left_.steps);
    return steps_ > ExpressionLimits::evaluation_steps_max ? fault("too much work: the lists or texts are too long") : outcome;
  }

 private:
  Outcome evaluate(ExpressionNode const& node) {
    if (!spend(1)) return fault("too much work");
    switch (node.op) {
      case Op::constant:
        return node.constant;
      case Op::name:
        return name(node);
      case Op::local:
        return local(node);
      case Op::list:
        return list(node);
      case Op::field:
        return field(node);
      case Op::negate:
        return negate(node);
      case Op::logical_not:
        return logical_not(node);
      case Op::logical_and:
      case Op::logical_or:
        return junction(node);
      case Op::conditional:
        return conditional(node);
      case Op::has:
        return has(node);
      case Op::all:
      case Op::exists:
        return quantifier(node);
      case Op::exists_one:
        return exists_one(node);
      case Op::filter:
      case Op::map:
        return filter_or_map(node);
      default:
        return strict(node);
    }
  }

  bool spend(int steps) {
    if (steps_ <= ExpressionLimits::evaluation_steps_max) steps_ += steps;
    return steps_ <= ExpressionLimits::evaluation_steps_max;
  }

  Outcome name(ExpressionNode const& node) const {
    auto const bound = bindings_.find(node.name);
    return bound == bindings_.end() || bound->second.is_null() ? Outcome{Unknown{{node.path}}} : Outcome{bound->second};
  }

  Outcome local(ExpressionNode const& node) const {
    auto const bound = std::find_if(locals_.rbegin(), locals_.rend(), [&](auto const& each) { return *each.first == node.name; });
    return bound == locals_.rend() ? fault("no such item") : Outcome{*bound->second};
  }

  Outcome field(ExpressionNode const& node) {
    auto receiver = evaluate(*node.children[0]);
    auto const* value = std::get_if<Value>(&receiver);
    if (!value) return receiver;
    auto const* record = value->get<Value::Record>();
    if (!record) return fault("this has no fields");
    auto const member = record->find(node.name);
    return member == record->end() || member->second.is_null() ? Outcome{Unknown{{node.path}}} : Outcome{member->second};
  }

  /// Is there an answer: never unknown.
  Outcome has(ExpressionNode const& node) {
    auto outcome = evaluate(*node.children[0]);
    if (std::get_if<EvaluationError>(&outcome)) return outcome;
    return Value{std::holds_alternative<Value>(outcome)};
  }

  Operands operands(std::vector<NodePointer> const& nodes) {
    Operands result;
    for (auto const& node : nodes) {
      auto outcome = evaluate(*node);
      if (auto* value = std::get_if<Value>(&outcome)) result.values.push_back(std::move(*value));
      else result.obstacles.add(std::move(outcome));
    }
    return result;
  }

  Outcome list(ExpressionNode const& node) {
    auto items = operands(node.children);
    return items.obstacles.any() ? items.obstacles.take() : Outcome{Value{std::move(items.values)}};
  }

  Outcome strict(ExpressionNode const& node) {
    auto arguments = operands(node.children);
    if (arguments.obstacles.any()) return arguments.obstacles.take();
    int work = 0;
    for (auto const& value : arguments.values) work += weight(value);
    if (!spend(work)) return fault("too much work");
    switch (node.op) {
      case Op::call:
        return call(*node.function, arguments.values);
      case Op::index:
        return index(arguments.values[0], arguments.values[1]);
      case Op::in:
        return membership(arguments.values[0], arguments.values[1]);
      case Op::matches:
        return matches(node, arguments.values[0]);
      default:
        return apply_operator(node.op, arguments.values[0], arguments.values[1]);
    }
  }

  static Outcome call(Function const& function, std::vector<Value>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (!fits(function.parameters[i], arguments[i])) return fault("a value of the wrong type for " + std::string{function.name});
    return function.evaluate(arguments);
  }

  static Outcome index(Value const& range, Value const& place) {
    auto const* list = range.get<Value::List>();
    auto const* at = place.get<std::int64_t>();
    if (!list || !at || *at < 0 || static_cast<std::size_t>(*at) >= list->size()) return fault("the list has no such place");
    return (*list)[static_cast<std::size_t>(*at)];
  }

  static Outcome membership(Value const& item, Value const& range) {
    auto const* list = range.get<Value::List>();
    return list ? Outcome{Value{std::find(list->begin(), list->end(), item) != list->end()}} : fault("no list to look into");
  }

  Outcome matches(ExpressionNode const& node, Value const& value) {
    auto const* text = value.get<std::string>();
    if (!text) return fault("no text to look into");
    searched_ += static_cast<int>(text->size() / 16);  // beside the weight of the text: a pattern looks at each letter more than once
    return Value{node.pattern->is_found_in(*text)};
  }

  Outcome negate(ExpressionNode const& node) {
    auto outcome = evaluate(*node.children[0]);
    auto const* value = std::get_if<Value>(&outcome);
    if (!value) return outcome;
    if (auto const* decimal = value->get<Decimal>()) return Value{-*decimal};
    if (auto const* duration = value->get<Duration>()) return Value{-*duration};
    return apply_operator(Op::subtract, Value{0}, *value);
  }

  Outcome logical_not(ExpressionNode const& node) {
    auto outcome = evaluate(*node.children[0]);
    auto const* value = std::get_if<Value>(&outcome);
    if (!value) return outcome;
    auto const* truth = value->get<bool>();
    return truth ? Outcome{Value{!*truth}} : fault("! takes true or false");
  }

  /// Takes one operand of && (decisive: false) or || (decisive: true). Whatever else went wrong, the decisive value decides.
  static bool decides(Outcome&& outcome, bool decisive, Obstacles& obstacles) {
    auto const* value = std::get_if<Value>(&outcome);
    auto const* truth = value ? value->get<bool>() : nullptr;
    if (truth) return *truth == decisive;
    obstacles.add(value ? fault("&& and || take true or false") : std::move(outcome));
    return false;
  }

  Outcome junction(ExpressionNode const& node) {
    bool const decisive = node.op == Op::logical_or;
    Obstacles obstacles;
    for (auto const& child : node.children)
      if (decides(evaluate(*child), decisive, obstacles)) return Value{decisive};
    return obstacles.any() ? obstacles.take() : Outcome{Value{!decisive}};
  }

  Outcome conditional(ExpressionNode const& node) {
    auto condition = evaluate(*node.children[0]);
    auto const* value = std::get_if<Value>(&condition);
    if (!value) return condition;
    auto const* truth = value->get<bool>();
    return truth ? evaluate(*node.children[*truth ? 1 : 2]) : fault("before the ? stands true or false");
  }

  /// Calls `each(item, outcome of the body)` until it says stop. Gives what stood in the way of the list itself.
  template <class Each>
  std::optional<Outcome> for_each(ExpressionNode const& node, Each each) {
    auto range = evaluate(*node.children[0]);
    auto const* value = std::get_if<Value>(&range);
    if (!value) return range;
    auto const* list = value->get<Value::List>();
    if (!list) return fault("no list to go through");
    for (auto const& item : *list) {
      locals_.emplace_back(&node.name, &item);
      bool const go_on = each(item, evaluate(*node.children[1]));
      locals_.pop_back();
      if (!go_on) break;
    }
    return std::nullopt;
  }

  Outcome quantifier(ExpressionNode const& node) {
    bool const decisive = node.op == Op::exists;
    bool decided = false;
    Obstacles obstacles;
    auto failure = for_each(node, [&](Value const&, Outcome&& outcome) {
      decided = decides(std::move(outcome), decisive, obstacles);
      return !decided;
    });
    if (failure) return std::move(*failure);
    if (decided) return Value{decisive};
    return obstacles.any() ? obstacles.take() : Outcome{Value{!decisive}};
  }

  Outcome exists_one(ExpressionNode const& node) {
    int count = 0;
    Obstacles obstacles;
    auto failure = for_each(node, [&](Value const&, Outcome&& outcome) {
      count += decides(std::move(outcome), true, obstacles) ? 1 : 0;
      return true;
    });
    if (failure) return std::move(*failure);
    return obstacles.any() ? obstacles.take() : Outcome{Value{count == 1}};
  }

  Outcome filter_or_map(ExpressionNode const& node) {
    Value::List items;
    Obstacles obstacles;
    auto failure = for_each(node, [&](Value const& item, Outcome&& outcome) {
      if (node.op == Op::filter) {
        if (decides(std::move(outcome), true, obstacles)) items.push_back(item);
      } else if (auto* value = std::get_if<Value>(&outcome)) {
        items.push_back(std::move(*value));
      } else {
        obstacles.add(std::move(outcome));
      }
      return true;
    });
    if (failure) return std::move(*failure);
    return obstacles.any() ? obstacles.take() : Outcome{Value{std::move(items)}};
  }

  Bindings const& bindings_;
  std::vector<std::pair<std::string const*, Value const*>> locals_;
  WorkLeft& left_;
  int steps_ = 0;
  int searched_ = 0;
};

}  // namespace

Outcome evaluate(ExpressionNode const& tree, Bindings const& bindings, WorkLeft& left) { return Evaluator{bindings, left}.run(tree); }

}  // namespace cityhall
