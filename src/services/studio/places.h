#pragma once
// Places in a service file, by JSON pointer: what stands there, and what the format says of it.

#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/format.h"

namespace cityhall::studio {

/// The parts of a pointer, decoded: "/workflow/states/open" → workflow, states, open. Empty for what is no pointer.
std::vector<std::string> steps_to(std::string_view pointer);
std::string below(std::string_view pointer, std::string_view name);
std::string below(std::string_view pointer, std::size_t index);
/// "/questions" for "/questions/2"; empty for the whole.
std::string above(std::string_view pointer);
/// The last step, decoded.
std::string last_step(std::string_view pointer);

/// Null where there is nothing.
Json* find_at(Json& file, std::string_view pointer);
Json const* find_at(Json const& file, std::string_view pointer);

/// What the format says of a place; without `value` where it knows nothing. `object` and `member` are those that it was found by.
struct PlaceForm {
  ValueForm const* value = nullptr;
  ObjectForm const* object = nullptr;
  MemberForm const* member = nullptr;
};
PlaceForm form_at(std::string_view pointer);

/// Reads "/questions/2" as list place and index; -1 when the last step is no number.
int index_of(std::string_view pointer);

}  // namespace cityhall::studio
