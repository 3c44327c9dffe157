#pragma once
// What a JSON value looks like: told to clients as JSON Schema, and held against what they send.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "base/refusal.h"
#include "web/parameters.h"

namespace cityhall::web {

struct ShapeMember;

struct Shape {
  enum class Kind { anything, object, list, text, whole, number, boolean };
  Kind kind = Kind::anything;
  std::string_view name{};    // of an object that stands once among the components: "Case"; empty: described where it stands
  std::string_view what{};    // one sentence for developers, in English as the names are
  std::string_view format{};  // JSON Schema: date-time, date, email, uri; ours: id (digits of a 64-bit number)
  bool nullable = false;
  bool lines = false;             // line breaks are welcome
  std::optional<double> least{};  // characters of a text, pieces of a list, the value of a number
  std::optional<double> most{};
  std::vector<std::string> choices{};
  std::shared_ptr<Shape const> items{};  // of a list
  std::vector<ShapeMember> members{};    // of an object; it has no others
};

struct ShapeMember {
  std::string_view name;
  Shape shape;
  bool required = false;
};

/// The schemas of named objects, gathered while a document is written: name → schema.
class Components {
 public:
  Components();
  ~Components();
  /// JSON Schema 2020-12; named objects become {"$ref": "#/components/schemas/Name"}.
  Json schema(Shape const& shape);
  Json const& all() const { return *all_; }

 private:
  std::unique_ptr<Json> all_;
};

/// Every way in which the value does not fit. Fields are named by their path: "place.latitude", "scopes.2"; the value itself is "".
std::vector<FieldError> misfits(Json const& value, Shape const& shape);
/// The parameters of a query as an object of that shape: numbers and yes-or-no read from their text, lists from commas. What cannot be
/// read stays text, so that misfits() names it.
Json object_of(Parameters const& parameters, Shape const& shape);

}  // namespace cityhall::web
