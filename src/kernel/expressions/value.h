#pragma once
// What an expression computes with: values, the values bound to names, and the outcome of an evaluation.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/decimal.h"
#include "base/json_fwd.h"
#include "base/result.h"
#include "base/time_zone.h"
#include "kernel/expressions/type.h"

namespace cityhall {

class Value {
 public:
  using List = std::vector<Value>;
  using Record = std::map<std::string, Value, std::less<>>;

  Value() = default;  // null
  Value(bool value) : data_{value} {}
  Value(std::int64_t value) : data_{value} {}
  Value(int value) : data_{std::int64_t{value}} {}
  Value(Decimal value) : data_{value} {}
  Value(std::string value) : data_{std::move(value)} {}
  Value(char const* value) : data_{std::string{value}} {}
  Value(Date value) : data_{value} {}
  Value(Duration value) : data_{value} {}
  Value(List value) : data_{std::make_shared<List const>(std::move(value))} {}
  Value(Record value) : data_{std::make_shared<Record const>(std::move(value))} {}

  bool is_null() const { return data_.index() == 0; }
  /// The value if it is of that type, else nullptr. T: bool, int64_t, Decimal, std::string, Date, Duration, List, Record.
  template <class T>
  T const* get() const {
    if constexpr (std::is_same_v<T, List> || std::is_same_v<T, Record>) {
      auto const* shared = std::get_if<std::shared_ptr<T const>>(&data_);
      return shared ? shared->get() : nullptr;
    } else {
      return std::get_if<T>(&data_);
    }
  }

  /// Numbers are equal by value (1 == 1.0); different kinds are never equal.
  friend bool operator==(Value const& a, Value const& b);

 private:
  std::variant<std::monostate, bool, std::int64_t, Decimal, std::string, Date, Duration, std::shared_ptr<List const>,
               std::shared_ptr<Record const>>
      data_;
};

/// The values of the names. A name that is absent, or a record's field that is absent or null, is an unanswered question: unknown.
using Bindings = Value::Record;

/// The result hangs on questions that have no answer yet.
struct Unknown {
  std::vector<std::string> names;  // sorted, once each; a field as "site.zone"
};

struct EvaluationError {
  std::string message;  // English: "division by zero"
};

using Outcome = std::variant<Value, Unknown, EvaluationError>;

inline Outcome fault(std::string message) { return EvaluationError{std::move(message)}; }

/// For conditions: true only when the outcome is the value `true`. Unknown and error are false (hidden, not allowed).
bool is_true(Outcome const& outcome);

/// Reads a stored or posted answer as a value of that type: dec from "12.50" or a number, date from "2027-03-02", duration from "P3D",
/// int from a number or its text. A null member of a record is left out. The error names the place.
Result<Value> value_from_json(Json const& json, Type const& type);
/// The inverse: dec, date and duration as text, int as a number (as text beyond ±2^53).
Json to_json(Value const& value);

}  // namespace cityhall
