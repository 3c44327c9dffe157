#include "services/studio/form_read.h"

#include <algorithm>
#include <unordered_map>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/format.h"
#include "services/studio/condition_form.h"
#include "services/studio/names.h"
#include "services/studio/period_words.h"
#include "services/studio/places.h"
#include "services/studio/test_answers.h"

namespace cityhall::studio {
namespace {

std::string plain_lines(std::string_view text) {
  std::string out;
  for (char const letter : text)
    if (letter != '\r') out += letter;
  return out;
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() < 16 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Json as_number_or_text(std::string const& text) { return is_whole_number(text) ? Json(std::stoll(text)) : Json(text); }

/// What becomes of a value.
struct Outcome {
  enum class Do { keep, remove, set } what = Do::keep;
  Json value{};
};
Outcome kept() { return {}; }
Outcome removed() { return {Outcome::Do::remove}; }
Outcome set_to(Json value) { return {Outcome::Do::set, std::move(value)}; }

class FormReader {
 public:
  FormReader(web::Parameters const& typed, Known const& known) : known_{known}, typed_{typed} {
    for (auto const& parameter : typed) values_[parameter.name].push_back(parameter.value);
  }

  std::vector<FieldError> errors;

  void object(Json& json, ObjectForm const& form, std::string const& at) {
    if (!json.is_object()) return;
    for (auto const& member : form.members) {
      auto const found = json.find(member.name);
      auto const* old = found == json.end() ? nullptr : &*found;
      auto outcome = read(old, form, member, below(at, member.name));
      if (outcome.what == Outcome::Do::remove) json.erase(std::string{member.name});
      if (outcome.what == Outcome::Do::set) json[std::string{member.name}] = std::move(outcome.value);
    }
  }

 private:
  std::string const* typed(std::string const& name) const {
    auto const found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second.front();
  }
  bool marked(std::string const& at) const { return values_.contains(std::string{control::marker} + at); }

  Outcome read(Json const* old, ObjectForm const& object_form, MemberForm const& member, std::string const& at) {
    if (auto const* raw = typed(std::string{control::raw} + at)) return from_raw(old, *raw, at);
    if (!fits(old, member.value)) return kept();
    if (member.value.kind == ValueKind::boolean) return yes_or_no(old, true_when_absent(object_form, member.name), at);
    return value(old, member, at);
  }

  Outcome value(Json const* old, MemberForm const& member, std::string const& at) {
    auto const& form = member.value;
    switch (form.kind) {
      case ValueKind::object:
        return inner(old, form, at);
      case ValueKind::local_text:
        return local_text(old, at);
      case ValueKind::list:
        return form.element->kind == ValueKind::object ? entries(old, form, at) : words(old, member, at);
      case ValueKind::map:
      case ValueKind::periods:
        return named(old, form, at);
      case ValueKind::due:
        return due(old, at);
      case ValueKind::expression:
        return condition(old, at);
      case ValueKind::json:
        return answers(old, at);
      default:
        return scalar(old, form, at);
    }
  }

  Outcome from_raw(Json const* old, std::string const& text, std::string const& at) {
    if (trim(text).empty()) return old == nullptr ? kept() : removed();
    auto parsed = parse_json(text, {.bytes = 512U * 1024, .depth = 16});
    if (parsed) return old != nullptr && *old == *parsed ? kept() : set_to(*std::move(parsed));
    errors.push_back({std::string{control::raw} + at, "no_json", _("This is no JSON: {fault}.").with("fault", parsed.error().what)});
    return kept();
  }

  Outcome scalar(Json const* old, ValueForm const& form, std::string const& at) {
    auto const* text = typed(at);
    return text == nullptr ? kept() : scalar_from(old, form, *text);
  }

  static Outcome scalar_from(Json const* old, ValueForm const& form, std::string const& text) {
    auto const plain = plain_lines(text);
    if (plain == shown(old, form)) return kept();
    auto const clean = form.kind == ValueKind::period ? period_code(plain) : std::string{trim(plain)};
    if (clean.empty()) return removed();
    if (clean == "\"\"" && form.kind == ValueKind::text) return set_to("");
    if (form.kind == ValueKind::integer || form.kind == ValueKind::bound) return set_to(as_number_or_text(clean));
    if (form.kind == ValueKind::values && clean.starts_with('['))
      if (auto list = parse_json(clean)) return set_to(*std::move(list));
    return set_to(clean);
  }

  Outcome yes_or_no(Json const* old, bool otherwise, std::string const& at) const {
    if (!marked(at)) return three_ways(old, at);
    auto const* ticked = typed(at);
    bool const yes = ticked != nullptr && *ticked == "yes";
    bool const before = old == nullptr ? otherwise : old->get<bool>();
    if (yes == before) return kept();
    return yes == otherwise ? removed() : set_to(yes);
  }

  /// Yes, no, or not said.
  Outcome three_ways(Json const* old, std::string const& at) const {
    auto const* chosen = typed(at);
    if (chosen == nullptr) return kept();
    auto const before = old == nullptr ? "" : old->get<bool>() ? "yes" : "no";
    if (*chosen == before) return kept();
    return chosen->empty() ? removed() : set_to(*chosen == "yes");
  }

  Outcome local_text(Json const* old, std::string const& at) const {
    auto next = old == nullptr ? Json::object() : *old;
    auto all = known_.languages;
    for (auto const& [language, text] : next.items())
      if (std::find(all.begin(), all.end(), language) == all.end()) all.push_back(language);
    bool changed = false;
    for (auto const& language : all) {
      auto const* text = typed(below(at, language));
      if (text == nullptr) continue;
      auto const before = next.contains(language) && next[language].is_string() ? next[language].get<std::string>() : std::string{};
      auto const plain = plain_lines(*text);
      if (plain == before) continue;
      changed = true;
      if (auto const clean = trim(plain); clean.empty()) next.erase(language);
      else next[language] = std::string{clean};
    }
    if (!changed) return kept();
    return next.empty() ? removed() : set_to(std::move(next));
  }

  Outcome inner(Json const* old, ValueForm const& form, std::string const& at) {
    auto next = old == nullptr ? Json::object() : *old;
    object(next, form.object(), at);
    if (old == nullptr ? next.empty() : next == *old) return kept();
    return next.empty() ? removed() : set_to(std::move(next));
  }

  Outcome entries(Json const* old, ValueForm const& form, std::string const& at) {
    if (old == nullptr) return kept();
    auto next = *old;
    for (std::size_t i = 0; i < next.size(); ++i) object(next[i], form.element->object(), below(at, i));
    return next == *old ? kept() : set_to(std::move(next));
  }

  /// A list of words: ticked boxes, or text with separators.
  Outcome words(Json const* old, MemberForm const& member, std::string const& at) const {
    auto const& form = member.value;
    auto const before = words_of(old);
    std::vector<std::string> now;
    if (marked(at)) {
      auto const found = values_.find(at);
      auto const chosen = found == values_.end() ? std::vector<std::string>{} : found->second;
      auto const in = [](std::vector<std::string> const& all, std::string const& word) {
        return std::find(all.begin(), all.end(), word) != all.end();
      };
      for (auto const& word : before)
        if (in(chosen, word)) now.push_back(word);
      for (auto const& word : chosen)
        if (!in(now, word)) now.push_back(word);
    } else {
      auto const* text = typed(at);
      auto const plain = text == nullptr ? std::string{} : plain_lines(*text);
      if (text == nullptr || plain == shown(old, form)) return kept();
      for (auto const line : split(plain, '\n'))
        for (auto const word : form.element->kind == ValueKind::text ? std::vector{line} : split(line, ','))
          if (auto const clean = trim(word); !clean.empty()) now.emplace_back(clean);
    }
    if (now == before && old != nullptr) return kept();
    if (now.empty() && old == nullptr) return kept();
    if (now == std::vector<std::string>{"none"}) return old != nullptr && old->empty() ? kept() : set_to(Json::array());
    if (now.empty() && !member.required) return removed();
    if (form.or_one && now.size() == 1 && (old == nullptr || !old->is_array())) return set_to(now.front());
    return set_to(now);
  }

  static std::vector<std::string> words_of(Json const* old) {
    if (old == nullptr) return {};
    if (old->is_string()) return {old->get<std::string>()};
    return old->get<std::vector<std::string>>();
  }

  /// Entries by name; a name may change and one may come.
  Outcome named(Json const* old, ValueForm const& form, std::string const& at) {
    auto const before = old == nullptr ? Json::object() : *old;
    auto next = Json::object();
    for (auto const& [name, entry] : before.items()) {
      auto const place = below(at, name);
      auto value = entry;
      if (form.element->kind == ValueKind::object) {
        object(value, form.element->object(), place);
      } else {
        auto outcome = this->value(&entry, {.name = name, .value = *form.element}, place);
        if (outcome.what == Outcome::Do::remove) continue;
        if (outcome.what == Outcome::Do::set) value = std::move(outcome.value);
      }
      auto const new_name = renamed(before, form, name, place);
      if (next.contains(new_name)) errors.push_back({std::string{control::key} + place, "taken", _("This name stands twice.")});
      next[next.contains(new_name) ? name : new_name] = std::move(value);
    }
    add_named(next, form, at);
    if (old == nullptr ? next.empty() : next == *old) return kept();
    return next.empty() && form.element->kind != ValueKind::object ? removed() : set_to(std::move(next));
  }

  static std::string name_from(ValueForm const& form, std::string const& text) {
    return form.kind == ValueKind::periods ? period_code(text) : std::string{trim(text)};
  }

  std::string renamed(Json const& old, ValueForm const& form, std::string const& name, std::string const& place) {
    auto const* text = typed(std::string{control::key} + place);
    auto const clean = text == nullptr ? name : name_from(form, *text);
    if (clean.empty() || clean == name) return name;
    if (!old.contains(clean)) return clean;
    errors.push_back({std::string{control::key} + place, "taken", _("This name stands twice.")});
    return name;
  }

  void add_named(Json& next, ValueForm const& form, std::string const& at) {
    auto const* name = typed(std::string{control::new_key} + at);
    auto const* text = typed(std::string{control::new_value} + at);
    if (name == nullptr || text == nullptr || trim(*name).empty()) return;
    auto const clean = name_from(form, *name);
    if (next.contains(clean)) return void(errors.push_back({std::string{control::new_key} + at, "taken", _("This name stands twice.")}));
    auto outcome = scalar_from(nullptr, *form.element, *text);
    if (outcome.what == Outcome::Do::set) next[clean] = std::move(outcome.value);
  }

  /// One time for all priorities, or one for each.
  Outcome due(Json const* old, std::string const& at) const {
    auto const before = [&](std::string const& key) -> std::string {
      if (old == nullptr || (key.empty() != old->is_string())) return {};
      return key.empty() ? old->get<std::string>() : text_of(*old, key);
    };
    auto const now = [&](std::string const& key) {
      auto const* text = typed(key.empty() ? at : below(at, key));
      return text == nullptr ? before(key) : period_code(*text);
    };
    bool same = now("") == before("");
    Json by_priority = Json::object();
    for (auto const* key : {"1", "2", "3", "4", "5"}) {
      same = same && now(key) == before(key);
      if (!now(key).empty()) by_priority[key] = now(key);
    }
    if (same) return kept();
    if (!by_priority.empty()) return set_to(std::move(by_priority));
    return now("").empty() ? removed() : set_to(now(""));
  }

  Outcome condition(Json const* old, std::string const& at) const {
    auto const before = old == nullptr ? std::string{} : old->get<std::string>();
    auto const* text = typed(at);
    if (text != nullptr && plain_lines(*text) != before) {
      auto const clean = trim(*text);
      return clean.empty() ? removed() : set_to(std::string{clean});
    }
    auto const built = condition_from(typed_, at, before, known_.names);
    if (!built || *built == before) return kept();
    return built->empty() ? removed() : set_to(*built);
  }

  Outcome answers(Json const* old, std::string const& at) const {
    auto const before = old == nullptr ? Json::object() : *old;
    auto next = answers_from(typed_, at, before, known_.names);
    return next == before ? kept() : set_to(std::move(next));
  }

  Known const& known_;
  web::Parameters const& typed_;
  std::unordered_map<std::string, std::vector<std::string>> values_;
};

bool all_text(Json const& list) {
  return std::all_of(list.begin(), list.end(), [](Json const& one) { return one.is_string(); });
}

}  // namespace

Typed put_in(Json const& file, web::Parameters const& typed, Known const& known) {
  FormReader reader{typed, known};
  auto out = file;
  reader.object(out, service_form(), "");
  if (reader.errors.empty()) follow_names(file, out);
  return {std::make_shared<Json>(std::move(out)), std::move(reader.errors)};
}

std::string shown(Json const* value, ValueForm const& form) {
  if (value == nullptr || value->is_null()) return {};
  if (value->is_string()) {
    auto const& text = value->get_ref<std::string const&>();
    return text.empty() && form.kind == ValueKind::text && form.min == 0 ? "\"\"" : text;
  }
  if (form.kind != ValueKind::list || !value->is_array()) return to_text(*value);
  if (value->empty()) return "none";
  std::string out;
  for (auto const& one : *value) out += (out.empty() ? "" : form.element->kind == ValueKind::text ? "\n" : ", ") + one.get<std::string>();
  return out;
}

bool fits(Json const* value, ValueForm const& form) {
  if (value == nullptr) return true;
  switch (form.kind) {
    case ValueKind::list:
      if (form.or_one && value->is_string()) return true;
      if (!value->is_array()) return false;
      return form.element->kind == ValueKind::object
                 ? std::all_of(value->begin(), value->end(), [](Json const& one) { return one.is_object(); })
                 : all_text(*value);
    case ValueKind::object:
    case ValueKind::json:
      return value->is_object();
    case ValueKind::map:
    case ValueKind::periods:
      return value->is_object() && std::all_of(value->begin(), value->end(), [&](Json const& one) { return fits(&one, *form.element); });
    case ValueKind::local_text:
      return value->is_object() && all_text(*value);
    case ValueKind::boolean:
      return value->is_boolean();
    case ValueKind::due:
      return value->is_string() || (value->is_object() && all_text(*value));
    case ValueKind::values:
      return value->is_string() || (value->is_array() && all_text(*value));
    case ValueKind::integer:
    case ValueKind::bound:
      return value->is_string() || value->is_number_integer();
    default:
      return value->is_string();
  }
}

bool true_when_absent(ObjectForm const& object, std::string_view member) { return object.name == "who" && member == "assisted"; }

}  // namespace cityhall::studio
