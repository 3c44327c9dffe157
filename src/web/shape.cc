#include "web/shape.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "web/form.h"
#include "web/json_coding.h"

namespace cityhall::web {
namespace {

constexpr double text_most = 1'000;
constexpr double lines_most = 10'000;
constexpr double pieces_most = 1'000;
/// Whole numbers that every JSON reader keeps exactly (RFC 8259 section 6).
constexpr double whole_most = 9'007'199'254'740'991;

double text_limit(Shape const& shape) { return shape.most.value_or(shape.lines ? lines_most : text_most); }

std::string_view type_word(Shape::Kind kind) {
  switch (kind) {
    case Shape::Kind::anything:
      return {};
    case Shape::Kind::object:
      return "object";
    case Shape::Kind::list:
      return "array";
    case Shape::Kind::text:
      return "string";
    case Shape::Kind::whole:
      return "integer";
    case Shape::Kind::number:
      return "number";
    case Shape::Kind::boolean:
      return "boolean";
  }
  return {};
}

void add_type(Json& schema, Shape const& shape) {
  auto const word = type_word(shape.kind);
  if (word.empty()) return;
  if (shape.nullable) schema["type"] = {word, "null"};
  else schema["type"] = word;
}

void add_text_rules(Json& schema, Shape const& shape) {
  if (shape.format == "id") schema["pattern"] = "^[0-9]{1,19}$";
  else if (!shape.format.empty()) schema["format"] = shape.format;
  if (shape.least) schema["minLength"] = static_cast<std::int64_t>(*shape.least);
  if (shape.most) schema["maxLength"] = static_cast<std::int64_t>(*shape.most);
}

void add_number_rules(Json& schema, Shape const& shape) {
  auto const number = [&](double value) { return shape.kind == Shape::Kind::whole ? Json(static_cast<std::int64_t>(value)) : Json(value); };
  if (shape.least) schema["minimum"] = number(*shape.least);
  if (shape.most) schema["maximum"] = number(*shape.most);
}

void add_choices(Json& schema, Shape const& shape) {
  if (shape.choices.empty()) return;
  schema["enum"] = shape.choices;
  if (shape.nullable) schema["enum"].push_back(nullptr);
}

bool is_number_text(std::string_view text) {
  double value = 0;
  auto const end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc{} && end.ptr == text.data() + text.size() && std::isfinite(value);
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= 19 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class Fitting {
 public:
  std::vector<FieldError> faults;

  void check(Json const& value, Shape const& shape, std::string const& path) {
    if (value.is_null() && (shape.nullable || shape.kind == Shape::Kind::anything)) return;
    switch (shape.kind) {
      case Shape::Kind::anything:
        return;
      case Shape::Kind::object:
        return check_object(value, shape, path);
      case Shape::Kind::list:
        return check_list(value, shape, path);
      case Shape::Kind::text:
        return check_text(value, shape, path);
      case Shape::Kind::whole:
        return check_whole(value, shape, path);
      case Shape::Kind::number:
        return check_number(value, shape, path);
      case Shape::Kind::boolean:
        if (!value.is_boolean()) refuse(path, "type", _("This must be true or false."));
    }
  }

 private:
  void refuse(std::string const& path, std::string code, Message message) { faults.push_back({path, std::move(code), std::move(message)}); }

  static std::string below(std::string const& path, std::string_view name) {
    return path.empty() ? std::string{name} : path + "." + std::string{name};
  }

  void check_object(Json const& value, Shape const& shape, std::string const& path) {
    if (!value.is_object()) return refuse(path, "type", _("This must be an object."));
    for (auto const& member : shape.members) {
      auto const found = value.find(member.name);
      if (found != value.end()) check(*found, member.shape, below(path, member.name));
      else if (member.required) refuse(below(path, member.name), "required", _("This is missing."));
    }
    for (auto const& [name, ignored] : value.items()) check_known(name, shape, path);
  }
  void check_known(std::string const& name, Shape const& shape, std::string const& path) {
    auto const is_it = [&](ShapeMember const& member) { return member.name == name; };
    if (std::any_of(shape.members.begin(), shape.members.end(), is_it)) return;
    std::vector<std::string> names;
    for (auto const& member : shape.members) names.emplace_back(member.name);
    auto const near = did_you_mean(name, names);
    auto const shown = below(path, shorten(without_control_characters(name), 60));
    if (near.empty()) refuse(shown, "unknown", _("There is no such member here."));
    else refuse(shown, "unknown", _("There is no such member here. Did you mean {name}?").with("name", near));
  }
  void check_list(Json const& value, Shape const& shape, std::string const& path) {
    if (!value.is_array()) return refuse(path, "type", _("This must be a list."));
    auto const size = static_cast<double>(value.size());
    auto const most = shape.most.value_or(pieces_most);
    if (size > most)
      return refuse(path, "too_many", _("Send at most {most} of these.").with("most", std::to_string(static_cast<std::int64_t>(most))));
    if (shape.least && size < *shape.least) return refuse(path, "required", _("This is missing."));
    if (!shape.items) return;
    for (std::size_t index = 0; index < value.size(); ++index) check(value[index], *shape.items, below(path, std::to_string(index)));
  }
  void check_text(Json const& value, Shape const& shape, std::string const& path) {
    if (!value.is_string()) return refuse(path, "type", _("This must be a text."));
    auto const& text = value.get_ref<std::string const&>();
    auto const size = static_cast<double>(length(text));
    if (size > text_limit(shape))
      return refuse(path, "too_long",
                    _("Use at most {most} characters.").with("most", std::to_string(static_cast<std::int64_t>(text_limit(shape)))));
    if (shape.least && size < *shape.least)
      return refuse(path, "too_short",
                    _("Use at least {least} characters.").with("least", std::to_string(static_cast<std::int64_t>(*shape.least))));
    if (without_control_characters(text) != text)
      return refuse(path, "control_character", _("This has characters that cannot be printed. Remove them."));
    if (!shape.lines && text.find_first_of("\r\n") != std::string::npos) return refuse(path, "line_break", _("Write this on one line."));
    if (!shape.choices.empty() && std::find(shape.choices.begin(), shape.choices.end(), text) == shape.choices.end())
      return refuse(path, "not_offered", _("This must be one of: {choices}.").with("choices", join(shape.choices, ", ")));
    check_format(text, shape, path);
  }
  void check_format(std::string const& text, Shape const& shape, std::string const& path) {
    if (shape.format == "id" && !is_digits(text)) refuse(path, "malformed", _("An id is a text of digits."));
    if (shape.format == "date" && !parse_date(text)) refuse(path, "malformed", _("Write a date like 2027-03-02."));
    if (shape.format == "date-time" && !parse_time(text, TimeZone{"UTC"}))
      refuse(path, "malformed", _("Write a time like 2027-03-02T09:00:00-05:00."));
    if (shape.format == "email" && !is_email(text)) refuse(path, "malformed", _("Enter an e-mail address like name@example.com."));
  }
  void check_whole(Json const& value, Shape const& shape, std::string const& path) {
    if (!value.is_number_integer()) return refuse(path, "type", _("This must be a whole number."));
    auto const number =
        value.is_number_unsigned() ? static_cast<double>(value.get<std::uint64_t>()) : static_cast<double>(value.get<std::int64_t>());
    check_range(number, shape, path);
  }
  void check_number(Json const& value, Shape const& shape, std::string const& path) {
    if (!value.is_number()) return refuse(path, "type", _("This must be a number."));
    check_range(value.get<double>(), shape, path);
  }
  void check_range(double number, Shape const& shape, std::string const& path) {
    auto const least = shape.least.value_or(-whole_most);
    auto const most = shape.most.value_or(whole_most);
    if (number < least || number > most)
      refuse(path, "out_of_range", _("This must be from {least} to {most}.").with("least", shown(least)).with("most", shown(most)));
  }
  static std::string shown(double number) {
    return cityhall::to_text(number == std::floor(number) ? Json(static_cast<std::int64_t>(number)) : Json(number));
  }
};

Json value_of(std::string_view text, Shape const& shape) {
  if (shape.kind == Shape::Kind::boolean) return text == "true" ? Json(true) : text == "false" ? Json(false) : Json(text);
  if (shape.kind == Shape::Kind::whole || shape.kind == Shape::Kind::number) {
    if (!is_number_text(text)) return text;
    auto parsed = parse_json(text);
    return parsed ? *parsed : Json(text);
  }
  if (shape.kind != Shape::Kind::list) return text;
  Json list = Json::array();
  for (auto const piece : split(text, ','))
    if (!trim(piece).empty()) list.push_back(shape.items ? value_of(trim(piece), *shape.items) : Json(trim(piece)));
  return list;
}

}  // namespace

Components::Components() : all_{std::make_unique<Json>(Json::object())} {}
Components::~Components() = default;

Json Components::schema(Shape const& shape) {
  if (!shape.name.empty()) {
    if (!all_->contains(shape.name)) {
      (*all_)[std::string{shape.name}] = Json::object();  // also for an object that holds others of its kind
      auto inner = shape;
      inner.name = {};
      inner.nullable = false;
      auto described = schema(inner);
      (*all_)[std::string{shape.name}] = std::move(described);
    }
    Json reference{{"$ref", "#/components/schemas/" + std::string{shape.name}}};
    return shape.nullable ? Json{{"anyOf", {std::move(reference), Json{{"type", "null"}}}}} : reference;
  }
  Json schema_of = Json::object();
  add_type(schema_of, shape);
  if (!shape.what.empty()) schema_of["description"] = shape.what;
  if (shape.kind == Shape::Kind::text) add_text_rules(schema_of, shape);
  if (shape.kind == Shape::Kind::whole || shape.kind == Shape::Kind::number) add_number_rules(schema_of, shape);
  add_choices(schema_of, shape);
  if (shape.kind == Shape::Kind::list) {
    schema_of["items"] = shape.items ? schema(*shape.items) : Json::object();
    if (shape.most) schema_of["maxItems"] = static_cast<std::int64_t>(*shape.most);
    if (shape.least) schema_of["minItems"] = static_cast<std::int64_t>(*shape.least);
  }
  if (shape.kind == Shape::Kind::object) {
    schema_of["properties"] = Json::object();
    Json needed = Json::array();
    for (auto const& member : shape.members) {
      schema_of["properties"][std::string{member.name}] = schema(member.shape);
      if (member.required) needed.push_back(member.name);
    }
    if (!needed.empty()) schema_of["required"] = std::move(needed);
    schema_of["additionalProperties"] = false;
  }
  return schema_of;
}

Time JsonCoding<Time>::read(JsonIn in) { return parse_time(in.text(), TimeZone{"UTC"}).value_or(Time{}); }

std::vector<FieldError> misfits(Json const& value, Shape const& shape) {
  Fitting fitting;
  fitting.check(value, shape, {});
  return std::move(fitting.faults);
}

Json object_of(Parameters const& parameters, Shape const& shape) {
  Json object = Json::object();
  for (auto const& parameter : parameters) {
    auto const known =
        std::find_if(shape.members.begin(), shape.members.end(), [&](ShapeMember const& member) { return member.name == parameter.name; });
    // An empty parameter equals an absent one.
    if (known == shape.members.end()) object[parameter.name] = parameter.value;
    else if (!parameter.value.empty()) object[parameter.name] = value_of(parameter.value, known->shape);
  }
  return object;
}

}  // namespace cityhall::web
