#pragma once
// What is known about a case when its definition is asked something. A thing that is not there is unknown.

#include <memory>
#include <string_view>

#include "base/json_fwd.h"

namespace cityhall {

/// Answers by question id, as validate_answers gives them, plus facts that the program adds:
/// - the answer of a place question is a record: {"lat", "long", "address", "class", "owner", and the zone of each layer: "district": "north"};
/// - documents by id: a list of file names;
/// - "priority" (integer), "channel" (text), "reviews" (list of {"id", "ok"}), "today" (date).
class Facts {
 public:
  /// `answers` is an object. Values that no definition can use (null, foreign types) count as unknown.
  explicit Facts(Json const& answers);
  Facts(Facts&&) noexcept;
  Facts& operator=(Facts&&) noexcept;
  ~Facts();

  /// Adds or replaces one fact.
  void set(std::string_view name, Json const& value);
  /// Adds one member to a record, making the record when there is none: set_member("where", "district", "north").
  void set_member(std::string_view record, std::string_view member, Json const& value);
  Json const& json() const;

  struct Impl;
  Impl const& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace cityhall
