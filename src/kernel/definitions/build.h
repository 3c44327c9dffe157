#pragma once
// Makes the model out of JSON, as far as the JSON allows: wrong parts are left at their defaults (check_form tells about them).

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"
#include "kernel/definitions/fault.h"
#include "kernel/expressions/expression.h"

namespace cityhall {

/// A place in the file, present or not.
class Node {
 public:
  Node(Json const* json, std::string pointer) : json_{json}, pointer_{std::move(pointer)} {}
  Node at(std::string_view name) const;
  bool present() const { return json_ != nullptr; }
  bool is_text() const;
  bool is_list() const;
  bool is_object() const;
  Json const* json() const { return json_; }
  std::string const& pointer() const { return pointer_; }

  std::string text() const;
  /// Text as it is, a whole number as digits.
  std::string bound() const;
  int integer(int otherwise) const;
  bool flag(bool otherwise) const;
  Period period() const;
  std::optional<Decimal> decimal() const;
  LocalText local_text() const;
  /// A list of texts; one text counts as a list of one.
  std::vector<std::string> texts() const;
  void each(std::function<void(Node const&)> const& visit) const;
  void entries(std::function<void(std::string const&, Node const&)> const& visit) const;

 private:
  Json const* json_;
  std::string pointer_;
};

/// What compiling needs: the names that expressions may read, and a place for faults.
class Builder {
 public:
  Builder(Type::Fields const& names, std::vector<Fault>& faults) : names_{names}, faults_{faults} {}

  Condition condition(Node const& node) const { return expression(node, Type::boolean()); }
  Condition expression(Node const& node, Type const& wanted) const;
  Condition expression(Node const& node) const;
  FilledText filled(Node const& node) const;

  Question question(Node const& node) const;
  Document document(Node const& node) const;
  Fee fee(Node const& node) const;
  Workflow workflow(Node const& node) const;
  RouteRule route_rule(Node const& node) const;
  WorkStep work_step(Node const& node) const;
  CheckItem check_item(Node const& node) const;
  Dedupe dedupe(Node const& node) const;
  Review review(std::string const& id, Node const& node) const;
  Inspection inspection(std::string const& id, Node const& node) const;
  NotifyRule notify_rule(Node const& node) const;
  Publish publish(Node const& node) const;

 private:
  Condition compile(Node const& node, Result<Expression, Expression::Errors> compiled) const;
  State state(std::string const& id, Node const& node) const;
  Action action(std::string const& id, Node const& node) const;
  void path(Node const& node, FilledText& out, std::string_view written) const;

  Type::Fields const& names_;
  std::vector<Fault>& faults_;
};

/// The names that expressions of this file may read, with their types. `source` is the file's text: members of places that it mentions
/// ("where.district") are taken for zone layers; check() compares them with the city's.
Type::Fields names_of(Node const& file, std::string_view source);
/// Members of a place that every city has.
std::vector<std::string> const& place_members();

}  // namespace cityhall
