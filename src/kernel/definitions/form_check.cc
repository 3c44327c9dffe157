#include "kernel/definitions/form_check.h"

#include <algorithm>
#include <charconv>

#include "base/decimal.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/calendar/period.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

constexpr std::size_t local_text_most = 2'000;
constexpr std::size_t filled_most = 200;

bool all_of_id(std::string_view text, bool dashes) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (dashes && c == '-'); });
}

std::vector<std::string> strings(std::vector<std::string_view> const& words) { return {words.begin(), words.end()}; }

/// One walk over one file.
class FormChecker {
 public:
  std::vector<Fault> faults;

  void object(Json const& json, ObjectForm const& form, std::string const& pointer) {
    if (!json.is_object()) return fail(pointer, upper(form.called) + " must be an object.", "Write { … } with its members.");
    for (auto const& [name, value] : json.items()) member(name, value, form, pointer);
    for (auto const& known : form.members)
      if (known.required && !json.contains(known.name))
        fail(pointer, upper(form.called) + " needs " + in_quotes(known.name) + ".", "Add it. " + std::string{known.about});
  }

 private:
  static std::string upper(std::string_view called) {
    std::string out{called};
    if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
    return out;
  }

  void fail(std::string const& pointer, std::string message, std::string fix) {
    faults.push_back({pointer, std::move(message), std::move(fix)});
  }

  void member(std::string const& name, Json const& json, ObjectForm const& form, std::string const& pointer) {
    auto const place = pointer + '/' + pointer_token(name);
    auto const* known = form.member(name);
    if (known != nullptr) return value(json, known->value, place);
    std::vector<std::string> names;
    for (auto const& one : form.members) names.emplace_back(one.name);
    fail(place, upper(form.called) + " has no member " + in_quotes(name) + ".", suggestion(name, names));
  }

  void value(Json const& json, ValueForm const& form, std::string const& pointer) {
    switch (form.kind) {
      case ValueKind::list:
        return list(json, form, pointer);
      case ValueKind::map:
      case ValueKind::periods:
        return map(json, form, pointer);
      case ValueKind::object:
        return object(json, form.object(), pointer);
      case ValueKind::local_text:
        return local_text(json, pointer);
      case ValueKind::integer:
        return integer(json, form, pointer);
      case ValueKind::due:
        return due(json, pointer);
      case ValueKind::values:
        return values(json, pointer);
      case ValueKind::json:
        return json.is_object() ? void() : fail(pointer, "This must be an object.", "Write { … } with a member for each question.");
      case ValueKind::boolean:
        return json.is_boolean() ? void() : fail(pointer, "This must be true or false.", "Write it without quotation marks.");
      case ValueKind::bound:
        if (json.is_number_integer()) return;
        [[fallthrough]];
      default:
        return scalar(json, form, pointer);
    }
  }

  void list(Json const& json, ValueForm const& form, std::string const& pointer) {
    if (!json.is_array() && form.or_one) return value(json, *form.element, pointer);
    if (!json.is_array()) return fail(pointer, "This must be a list.", "Write [ … ] around it.");
    if (json.size() > static_cast<std::size_t>(form.max))
      fail(pointer, "This list has " + std::to_string(json.size()) + " entries.", "At most " + std::to_string(form.max) + " are taken.");
    for (std::size_t i = 0; i < json.size(); ++i) value(json[i], *form.element, pointer + '/' + std::to_string(i));
  }

  void map(Json const& json, ValueForm const& form, std::string const& pointer) {
    if (!json.is_object()) return fail(pointer, "This must be an object.", "Write { name: … }.");
    for (auto const& [key, element] : json.items()) {
      auto const place = pointer + '/' + pointer_token(key);
      if (form.kind == ValueKind::periods && !parse_period(key)) bad_period(place, key);
      if (form.kind == ValueKind::map && (key.empty() || length(key) > 64))
        fail(place, "A name of 1 to 64 characters is needed here.", "Give it a short name.");
      value(element, *form.element, place);
    }
  }

  void local_text(Json const& json, std::string const& pointer) {
    if (!json.is_object()) return fail(pointer, "Text for people is written once for each language.", R"(Write {"en": "…", "es": "…"}.)");
    if (json.empty()) fail(pointer, "There is no text here.", "Write it in each language of the city, or remove the member.");
    for (auto const& [language, text] : json.items()) {
      auto const place = pointer + '/' + pointer_token(language);
      if (!is_language(language))
        fail(place, in_quotes(language) + " is no language code.", R"(Use a code such as "en", "es" or "pt-BR".)");
      if (!text.is_string()) fail(place, "This must be text.", "Write it in quotation marks.");
      else if (trim(text.get_ref<std::string const&>()).empty()) fail(place, "The text is empty.", "Write it, or remove the language.");
      else if (length(text.get_ref<std::string const&>()) > local_text_most)
        fail(place, "The text has " + std::to_string(length(text.get_ref<std::string const&>())) + " characters.",
             "At most " + std::to_string(local_text_most) + " are taken; people read less than that.");
    }
  }

  void integer(Json const& json, ValueForm const& form, std::string const& pointer) {
    if (json.is_number_integer() && json.get<double>() >= static_cast<double>(form.min) &&
        json.get<double>() <= static_cast<double>(form.max))
      return;
    fail(pointer, "This must be a whole number from " + std::to_string(form.min) + " to " + std::to_string(form.max) + ".",
         "Write it without quotation marks.");
  }

  void due(Json const& json, std::string const& pointer) {
    if (!json.is_object()) return scalar(json, form::period(), pointer);
    for (auto const& [key, period] : json.items()) {
      auto const place = pointer + '/' + pointer_token(key);
      if (key.size() != 1 || key[0] < '1' || key[0] > '5') fail(place, in_quotes(key) + " is no priority.", "Use 1 (most urgent) to 5.");
      scalar(period, form::period(), place);
    }
  }

  void values(Json const& json, std::string const& pointer) {
    if (json.is_array()) return list(json, form::list(form::id()), pointer);
    scalar(json, form::expression(), pointer);
  }

  void scalar(Json const& json, ValueForm const& form, std::string const& pointer) {
    if (!json.is_string()) return fail(pointer, "This must be text.", fix_for_text(json, form));
    auto const& text = json.get_ref<std::string const&>();
    switch (form.kind) {
      case ValueKind::id:
        return is_id(text) ? void()
                           : fail(pointer, in_quotes(text) + " is no id.",
                                  "Use lower-case letters, digits, \"-\" and \"_\", beginning with a letter or digit; at most 64.");
      case ValueKind::name:
        return is_name(text) ? void()
                             : fail(pointer, in_quotes(text) + " is no name that expressions can read.",
                                    "Use lower-case letters, digits and \"_\", beginning with a letter, and no reserved word.");
      case ValueKind::word:
        return word(text, form, pointer);
      case ValueKind::period:
        return parse_period(text) ? void() : bad_period(pointer, text);
      case ValueKind::distance:
        return metres(text) > 0 ? void()
                                : fail(pointer, in_quotes(text) + " is no distance.", R"(Write meters, such as "30m", or "1.5km".)");
      case ValueKind::decimal:
        return decimal(text, pointer);
      case ValueKind::date:
        return parse_date(text) ? void() : fail(pointer, in_quotes(text) + " is no date.", R"(Write it as "2027-03-02".)");
      case ValueKind::expression:
        return limit(text, 1, ExpressionLimits::source_bytes_max, pointer);
      case ValueKind::filled:
        return limit(text, 1, filled_most, pointer);
      case ValueKind::text:
        return limit(text, form.min, static_cast<std::size_t>(form.max), pointer);
      default:
        return;
    }
  }

  static std::string fix_for_text(Json const& json, ValueForm const& form) {
    if (form.kind == ValueKind::decimal && json.is_number())
      return "Write amounts in quotation marks, so that they stay exact: \"" + to_text(json) + "\".";
    return "Write it in quotation marks.";
  }

  void word(std::string const& text, ValueForm const& form, std::string const& pointer) {
    if (std::find(form.words.begin(), form.words.end(), text) != form.words.end()) return;
    fail(pointer, in_quotes(text) + " is not known here.", suggestion(text, strings(form.words)));
  }

  void bad_period(std::string const& pointer, std::string const& text) {
    fail(pointer, in_quotes(text) + " is no length of time.",
         R"(Write "PT24H" for 24 hours, "P3D" for 3 days, "P3BD" for 3 business days, "P7Y" for 7 years.)");
  }

  void decimal(std::string const& text, std::string const& pointer) {
    auto const parsed = Decimal::parse(text);
    if (!parsed || text.find_first_of("eE") != std::string::npos)
      return fail(pointer, in_quotes(text) + " is no amount.", R"(Write digits with a point, such as "75.00".)");
    if (parsed->sign() < 0) fail(pointer, in_quotes(text) + " is below zero.", "Write what is let off as a waiver.");
  }

  void limit(std::string const& text, long least, std::size_t most, std::string const& pointer) {
    if (text.empty() && least > 0) return fail(pointer, "The text is empty.", "Write it, or remove the member.");
    if (length(text) > most)
      fail(pointer, "This text has " + std::to_string(length(text)) + " characters.", "At most " + std::to_string(most) + " are taken.");
  }
};

}  // namespace

std::vector<Fault> check_form(Json const& file) {
  FormChecker checker;
  checker.object(file, service_form(), "");
  return std::move(checker.faults);
}

std::string in_quotes(std::string_view text) { return '"' + std::string{text} + '"'; }

std::string pointer_token(std::string_view name) {
  std::string out;
  for (char const c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

std::string suggestion(std::string_view word, std::vector<std::string> const& known) {
  if (known.empty()) return {};
  if (auto const near = did_you_mean(word, known); !near.empty()) return "Did you mean \"" + near + "\"?";
  return (known.size() == 1 ? "Use " : "Use one of: ") + join(known, ", ") + ".";
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text.front() != '-' && text.front() != '_' && all_of_id(text, true);
}

bool is_name(std::string_view text) { return text.size() <= 64 && all_of_id(text, false) && is_expression_name(text); }

bool is_language(std::string_view text) {
  auto const parts = split(text, '-');
  auto const letters = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  };
  if (parts[0].size() < 2 || parts[0].size() > 3 ||
      !std::all_of(parts[0].begin(), parts[0].end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    return false;
  return std::all_of(parts.begin() + 1, parts.end(),
                     [&](std::string_view part) { return part.size() >= 2 && part.size() <= 8 && letters(part); });
}

double metres(std::string_view text) {
  double factor = 1;
  if (text.ends_with("km")) {
    factor = 1'000;
    text.remove_suffix(2);
  } else if (text.ends_with('m')) {
    text.remove_suffix(1);
  } else {
    return -1;
  }
  double number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  return error == std::errc{} && end == text.data() + text.size() && number > 0 && number <= 100'000 ? number * factor : -1;
}

}  // namespace cityhall
