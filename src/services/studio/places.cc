#include "services/studio/places.h"

#include <charconv>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/form_check.h"

namespace cityhall::studio {
namespace {

std::string decoded(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    bool const escaped = token[i] == '~' && i + 1 < token.size();
    if (escaped) ++i;
    out += !escaped ? token[i] : token[i] == '1' ? '/' : '~';
  }
  return out;
}

int number_of(std::string_view text) {
  int number = -1;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc{} && end == text.data() + text.size() && number >= 0 ? number : -1;
}

/// One step down.
PlaceForm step_into(PlaceForm const& here, std::string const& step) {
  auto const kind = here.value->kind;
  if (kind == ValueKind::object) {
    auto const& object = here.value->object();
    auto const* member = object.member(step);
    return {member == nullptr ? nullptr : &member->value, &object, member};
  }
  bool const many = kind == ValueKind::list || kind == ValueKind::map || kind == ValueKind::periods;
  return many ? PlaceForm{here.value->element.get(), here.object, here.member} : PlaceForm{};
}

Json const* child(Json const& json, std::string const& step) {
  if (json.is_object()) {
    auto const found = json.find(step);
    return found == json.end() ? nullptr : &*found;
  }
  auto const index = number_of(step);
  return json.is_array() && index >= 0 && static_cast<std::size_t>(index) < json.size() ? &json[static_cast<std::size_t>(index)] : nullptr;
}

}  // namespace

std::vector<std::string> steps_to(std::string_view pointer) {
  if (!pointer.starts_with('/')) return {};
  std::vector<std::string> steps;
  for (auto const token : split(pointer.substr(1), '/')) steps.push_back(decoded(token));
  return steps;
}

std::string below(std::string_view pointer, std::string_view name) { return std::string{pointer} + '/' + pointer_token(name); }
std::string below(std::string_view pointer, std::size_t index) { return std::string{pointer} + '/' + std::to_string(index); }
std::string above(std::string_view pointer) { return pointer.empty() ? std::string{} : std::string{pointer.substr(0, pointer.rfind('/'))}; }
std::string last_step(std::string_view pointer) {
  auto const steps = steps_to(pointer);
  return steps.empty() ? std::string{} : steps.back();
}

Json const* find_at(Json const& file, std::string_view pointer) {
  auto const* here = &file;
  if (!pointer.empty() && !pointer.starts_with('/')) return nullptr;
  for (auto const& step : steps_to(pointer))
    if (here = child(*here, step); here == nullptr) return nullptr;
  return here;
}

Json* find_at(Json& file, std::string_view pointer) { return const_cast<Json*>(find_at(std::as_const(file), pointer)); }

PlaceForm form_at(std::string_view pointer) {
  static ValueForm const whole{.kind = ValueKind::object, .object = service_form};
  PlaceForm here{&whole};
  for (auto const& step : steps_to(pointer)) {
    here = step_into(here, step);
    if (here.value == nullptr) return {};
  }
  return here;
}

int index_of(std::string_view pointer) { return number_of(last_step(pointer)); }

}  // namespace cityhall::studio
