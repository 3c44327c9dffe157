#include "services/studio/acts.h"

#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "services/studio/places.h"

namespace cityhall::studio {
namespace {

/// "question_4": a name that nothing has yet.
std::string free_name(Json const& list, std::string_view stem) {
  auto const taken = [&](std::string const& candidate) {
    for (auto const& [key, entry] : list.items())
      if (key == candidate || (entry.is_object() && text_of(entry, "id") == candidate)) return true;
    return false;
  };
  for (auto number = list.size() + 1;; ++number)
    if (auto candidate = std::string{stem} + '_' + std::to_string(number); !taken(candidate)) return candidate;
}

/// The least that an entry of that kind says.
Json new_entry(ObjectForm const& form, Json const& list) {
  if (form.name == "question") return {{"id", free_name(list, "question")}, {"type", "text"}};
  if (form.name == "option") return {{"id", free_name(list, "choice")}};
  if (form.name == "priority rule") return {{"set", 3}};
  if (form.name == "test") return {{"name", free_name(list, "test")}, {"answers", Json::object()}, {"expect", Json::object()}};
  if (form.name == "notify rule") return {{"on", "state:closed"}, {"to", "reporter"}, {"template", "request-closed"}};
  if (form.name == "fee") return {{"id", free_name(list, "fee")}, {"kind", "flat"}};
  if (form.name == "document" || form.name == "inspection item" || form.name == "work step")
    return {{"id", free_name(list, form.name == "work step" ? "step" : "item")}};
  return Json::object();
}

/// What an entry with a name of its own says at first; states of a request are open.
Json new_named_entry(ObjectForm const& form) { return form.name == "state" ? Json{{"public", "open"}} : Json::object(); }

std::string add_to(Json& file, std::string const& at) {
  auto const place = form_at(at);
  if (place.value == nullptr || place.value->element == nullptr || place.value->element->kind != ValueKind::object) return {};
  auto* owner = find_at(file, above(at));
  if (owner == nullptr || !owner->is_object()) return {};
  auto const& form = place.value->element->object();
  bool const named = place.value->kind == ValueKind::map;
  auto& list = (*owner)[last_step(at)];
  if (list.is_null()) list = named ? Json::object() : Json::array();
  if (!named && list.is_array()) {
    list.push_back(new_entry(form, list));
    return below(at, list.size() - 1);
  }
  if (!named || !list.is_object()) return {};
  auto const name = free_name(list, form.name);
  list[name] = new_named_entry(form);
  return below(at, name);
}

std::string remove_from(Json& file, std::string const& at) {
  auto* list = find_at(file, above(at));
  if (list == nullptr || find_at(file, at) == nullptr) return {};
  if (list->is_array()) list->erase(static_cast<std::size_t>(index_of(at)));
  else list->erase(last_step(at));
  auto const place = form_at(above(at));
  // A list that may be absent goes with its last entry.
  if (list->empty() && place.member != nullptr && !place.member->required)
    if (auto* owner = find_at(file, above(above(at))); owner != nullptr && owner->is_object()) owner->erase(last_step(above(at)));
  return above(at);
}

std::string move_by(Json& file, std::string const& at, int step) {
  auto* list = find_at(file, above(at));
  auto const from = index_of(at);
  auto const to = from + step;
  if (list == nullptr || !list->is_array() || from < 0 || to < 0 || std::max(from, to) >= static_cast<int>(list->size())) return {};
  std::swap((*list)[static_cast<std::size_t>(from)], (*list)[static_cast<std::size_t>(to)]);
  return below(above(at), static_cast<std::size_t>(to));
}

}  // namespace

std::string act_on(Json& file, std::string_view act) {
  auto const gap = act.find(' ');
  if (gap == std::string_view::npos) return {};
  auto const what = act.substr(0, gap);
  auto const at = std::string{act.substr(gap + 1)};
  if (what == "add") return add_to(file, at);
  if (what == "remove") return remove_from(file, at);
  if (what == "up") return move_by(file, at, -1);
  return what == "down" ? move_by(file, at, 1) : std::string{};
}

}  // namespace cityhall::studio
