#pragma once
// What was typed into the forms of the studio, put into the file. A control is named by the place that it edits ("/questions/2/label/en");
// what no control names stays as it is, and so does what was shown and not changed: an untouched form changes no byte.

#include <memory>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/refusal.h"
#include "kernel/definitions/format.h"
#include "kernel/expressions/type.h"
#include "web/parameters.h"

namespace cityhall::studio {

struct Typed {
  std::shared_ptr<Json> file;
  std::vector<FieldError> errors{};  // of what could not be put in
};
struct Known {
  std::vector<std::string> languages{};  // of the city
  Type::Fields names{};                  // what expressions may read
};
Typed put_in(Json const& file, web::Parameters const& typed, Known const& known);

/// A value as its control shows it: text as it is, lists with commas or one a line, "" in quotation marks where that means "none".
std::string shown(Json const* value, ValueForm const& form);
/// Can the controls of that form show the value, or is it of another kind (and edited as JSON)?
bool fits(Json const* value, ValueForm const& form);
/// Which yes-or-no members are true when they are absent.
bool true_when_absent(ObjectForm const& object, std::string_view member);

// Prefixes of the names of controls that say more than a value.
namespace control {
inline constexpr std::string_view marker = "has@";      // there are boxes for this place: none ticked means none
inline constexpr std::string_view key = "key@";         // the name of an entry
inline constexpr std::string_view new_key = "newkey@";  // of an entry to be added
inline constexpr std::string_view new_value = "newvalue@";
inline constexpr std::string_view raw = "raw@";    // JSON
inline constexpr std::string_view path = "path@";  // of an answer inside a test
}  // namespace control

}  // namespace cityhall::studio
