#include "kernel/definitions/kept_only.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/format.h"

namespace cityhall {
namespace {

class KeptOnly {
 public:
  std::vector<Fault> take() { return std::move(notes_); }

  void object(std::string const& at, Json const& json, ObjectForm const& form) {
    if (!json.is_object()) return;
    for (auto const& [name, child] : json.items()) {
      auto const* const member = form.member(name);
      if (member == nullptr || is_empty(child)) continue;
      auto const place = at + '/' + pointer_token(name);
      if (member->acted_on) value(place, child, member->value);
      else note(place, in_quotes(name));
    }
  }

 private:
  static bool is_empty(Json const& json) { return (json.is_array() || json.is_object()) && json.empty(); }

  void value(std::string const& at, Json const& json, ValueForm const& form) {
    if (form.kind == ValueKind::object) return object(at, json, form.object());
    if (json.is_string() && form.kind == ValueKind::word) return word(at, json.get<std::string>(), form);
    if (!form.element) return;
    if (form.kind == ValueKind::list && !json.is_array()) return value(at, json, *form.element);
    if (!json.is_structured()) return;
    for (auto const& [key, child] : json.items()) value(at + '/' + pointer_token(key), child, *form.element);
  }

  void word(std::string const& at, std::string const& word, ValueForm const& form) {
    if (std::find(form.idle.begin(), form.idle.end(), word) != form.idle.end()) note(at, in_quotes(word));
  }

  void note(std::string const& at, std::string const& what) {
    notes_.push_back({.pointer = at,
                      .message = "Nothing in the program acts on " + what + " yet.",
                      .fix = "It is kept with the service; do not promise it to anybody."});
  }

  std::vector<Fault> notes_;
};

}  // namespace

std::vector<Fault> kept_only_members(std::string_view text) {
  auto const json = parse_json(text);
  if (!json) return {};
  KeptOnly walk;
  walk.object("", *json, service_form());
  auto notes = walk.take();
  locate(text, notes);
  std::stable_sort(notes.begin(), notes.end(), [](Fault const& a, Fault const& b) { return a.line < b.line; });
  return notes;
}

}  // namespace cityhall
