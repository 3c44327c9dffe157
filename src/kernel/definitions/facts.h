#pragma once
// What is known about a case when its definition is asked something. A thing that is not there is unknown.

#include <memory>
#include <string_view>

#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"
#include "kernel/expressions/expression.h"
#include "kernel/expressions/value.h"

namespace cityhall {

/// Answers by question id, as validate_answers gives them, plus facts that the program adds:
/// - the answer of a place question is a record: {"lat", "long", "address", "class", "owner", and the zone of each layer: "district":
/// "north"};
/// - documents by id: a list of file names;
/// - "priority" (integer), "channel" (text), "reviews" (list of {"id", "ok"}), "today" (date).
class Facts {
 public:
  /// `answers` is an object. Values of another type than the question's, and names that the definition does not know, count as unknown.
  Facts(DefinitionPtr definition, Json const& answers);
  /// Several that share their work: the tests of a definition.
  Facts(DefinitionPtr definition, Json const& answers, std::shared_ptr<WorkLeft> left);

  /// Adds or replaces one fact.
  void set(std::string_view name, Json const& value);
  /// Adds members to a record, making the record when there is none: set_members("where", {{"district", "north"}}).
  void set_members(std::string_view record, Json const& members);
  void forget(std::string_view name) { bindings_.erase(std::string{name}); }
  Bindings const& bindings() const { return bindings_; }
  /// Copies share the work that is left.
  Outcome evaluate(Expression const& expression) const { return expression.evaluate(bindings_, *left_); }

 private:
  DefinitionPtr definition_;
  Bindings bindings_;
  std::shared_ptr<WorkLeft> left_;
};

}  // namespace cityhall
