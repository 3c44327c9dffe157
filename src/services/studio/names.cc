#include "services/studio/names.h"

#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "kernel/definitions/format.h"
#include "services/studio/places.h"

namespace cityhall::studio {
namespace {

using Names = std::vector<std::pair<std::string, std::string>>;  // old, new

std::string renamed_to(Names const& names, std::string const& name) {
  for (auto const& [old, fresh] : names)
    if (old == name) return fresh;
  return name;
}

Names renamed_states(Json const& before, Json const& after) {
  auto const* old = find_at(before, "/workflow/states");
  auto const* now = find_at(after, "/workflow/states");
  Names names;
  if (old == nullptr || now == nullptr || !old->is_object() || !now->is_object() || old->size() != now->size()) return names;
  for (auto a = old->items().begin(), b = now->items().begin(); a != old->items().end(); ++a, ++b)
    if (a.key() != b.key()) names.emplace_back(a.key(), b.key());
  return names;
}

Names renamed_questions(Json const& before, Json const& after) {
  auto const* old = find_at(before, "/questions");
  auto const* now = find_at(after, "/questions");
  Names names;
  if (old == nullptr || now == nullptr || !old->is_array() || !now->is_array() || old->size() != now->size()) return names;
  for (std::size_t i = 0; i < old->size(); ++i) {
    auto const was = (*old)[i].is_object() ? text_of((*old)[i], "id") : std::string{};
    auto const is = (*now)[i].is_object() ? text_of((*now)[i], "id") : std::string{};
    if (!was.empty() && !is.empty() && was != is) names.emplace_back(was, is);
  }
  return names;
}

void rename_text(Json& json, Names const& names) {
  if (json.is_string()) json = renamed_to(names, json.get<std::string>());
}

void rename_values(Json& object, char const* member, Names const& names) {
  if (!object.is_object() || !object.contains(member) || !object[member].is_object()) return;
  for (auto& value : object[member]) rename_text(value, names);
}

void follow_states(Json& file, Names const& names) {
  auto& workflow = file["workflow"];
  if (workflow.contains("start")) rename_text(workflow["start"], names);
  for (auto& state : workflow["states"]) {
    rename_values(state, "on", names);
    rename_values(state, "after", names);
    if (!state.is_object() || !state.contains("actions") || !state["actions"].is_object()) continue;
    for (auto& action : state["actions"])
      if (action.is_object() && action.contains("to")) rename_text(action["to"], names);
  }
  if (!file.contains("notify") || !file["notify"].is_array()) return;
  for (auto& rule : file["notify"])
    if (auto const on = rule.is_object() ? text_of(rule, "on") : std::string{}; on.starts_with("state:"))
      rule["on"] = "state:" + renamed_to(names, on.substr(6));
}

bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// Names in an expression, not what stands in quotation marks or after a point.
std::string renamed_expression(std::string const& text, Names const& names) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\'' || text[i] == '"') {
      auto end = i + 1;
      while (end < text.size() && text[end] != text[i]) end += text[end] == '\\' ? 2U : 1U;
      end = std::min(end + 1, text.size());
      out += text.substr(i, end - i);
      i = end;
    } else if (in_word(text[i])) {
      auto end = i;
      while (end < text.size() && in_word(text[end])) ++end;
      bool const member = i > 0 && text[i - 1] == '.';
      auto const word = text.substr(i, end - i);
      out += member ? word : renamed_to(names, word);
      i = end;
    } else {
      out += text[i++];
    }
  }
  return out;
}

/// "streets/{where.district}"
std::string renamed_filled(std::string const& text, Names const& names) {
  std::string out;
  std::size_t at = 0;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', at)) {
    auto const end = text.find_first_of(".}", open);
    if (end == std::string::npos) break;
    out += text.substr(at, open + 1 - at) + renamed_to(names, text.substr(open + 1, end - open - 1));
    at = end;
  }
  return out + text.substr(at);
}

Json renamed_members(Json const& object, Names const& names) {
  if (!object.is_object()) return object;
  auto out = Json::object();
  for (auto const& [name, value] : object.items()) out[renamed_to(names, name)] = value;
  return out;
}

bool lists_questions(std::string_view object, std::string_view member) {
  bool const expected = object == "expectation" && (member == "visible" || member == "hidden" || member == "errors" || member == "missing");
  return expected || (object == "dedupe" && member == "same") || (object == "action" && member == "need") ||
         (object == "publish" && member == "hide");
}

class QuestionFollower {
 public:
  explicit QuestionFollower(Names const& names) : names_{names} {}

  void value(Json& json, ValueForm const& form) const {
    if (form.kind == ValueKind::expression || form.kind == ValueKind::values) return text(json, renamed_expression);
    if (form.kind == ValueKind::filled) return text(json, renamed_filled);
    if (form.kind == ValueKind::json) json = renamed_members(json, names_);
    if (form.kind == ValueKind::object) object(json, form.object());
    if (form.element == nullptr || !json.is_structured()) return;
    for (auto& one : json) value(one, *form.element);
  }

 private:
  void text(Json& json, std::string (*rename)(std::string const&, Names const&)) const {
    if (json.is_string()) json = rename(json.get<std::string>(), names_);
  }

  void object(Json& json, ObjectForm const& form) const {
    if (!json.is_object()) return;
    for (auto const& member : form.members) {
      auto const found = json.find(member.name);
      if (found == json.end()) continue;
      if (!lists_questions(form.name, member.name)) value(*found, member.value);
      else if (found->is_array())
        for (auto& one : *found) rename_text(one, names_);
      else rename_text(*found, names_);
    }
  }

  Names const& names_;
};

}  // namespace

void follow_names(Json const& before, Json& after) {
  if (auto const states = renamed_states(before, after); !states.empty()) follow_states(after, states);
  if (auto const questions = renamed_questions(before, after); !questions.empty())
    QuestionFollower{questions}.value(after, *form_at("").value);
}

}  // namespace cityhall::studio
