#include "kernel/expressions/value.h"

#include "base/json.h"
#include "base/text.h"
#include "kernel/expressions/duration_text.h"

namespace cityhall {
namespace {

std::optional<Decimal> number_of(Value const& value) {
  if (auto const* whole = value.get<std::int64_t>()) return Decimal{*whole};
  if (auto const* decimal = value.get<Decimal>()) return *decimal;
  return std::nullopt;
}

constexpr std::int64_t exact_in_json_max = 9'007'199'254'740'992;  // 2^53: beyond it JavaScript would round

}  // namespace

bool operator==(Value const& a, Value const& b) {
  if (a.data_.index() != b.data_.index()) {
    auto const left = number_of(a);
    auto const right = number_of(b);
    return left && right && *left == *right;
  }
  if (auto const* list = a.get<Value::List>()) return *list == *b.get<Value::List>();
  if (auto const* record = a.get<Value::Record>()) return *record == *b.get<Value::Record>();
  return a.data_ == b.data_;
}

bool is_true(Outcome const& outcome) {
  auto const* value = std::get_if<Value>(&outcome);
  auto const* truth = value ? value->get<bool>() : nullptr;
  return truth && *truth;
}

namespace {

Error expected(std::string_view what, Json const& json) {
  return Error{"expected " + std::string{what} + ", not " + shorten(to_text(json), 40)};
}

Result<Value> read_integer(Json const& json) {
  if (json.is_number_integer() && !(json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX))
    return Value{json.get<std::int64_t>()};
  auto const decimal = json.is_string() ? Decimal::parse(json.get_ref<std::string const&>()) : Result<Decimal>{Error{}};
  auto const whole = decimal && decimal->is_whole() ? decimal->to_integer() : std::nullopt;
  return whole ? Result<Value>{Value{*whole}} : expected("a whole number", json);
}

Result<Value> read_decimal(Json const& json) {
  // A JSON number is read from its shortest text: 0.1 is one tenth, as the person typed it.
  auto const text = json.is_string() ? json.get<std::string>() : json.is_number() ? to_text(json) : std::string{};
  auto const decimal = Decimal::parse(text);
  return decimal ? Result<Value>{Value{*decimal}} : expected("a decimal number such as \"12.50\"", json);
}

Result<Value> read_date(Json const& json) {
  auto const date = json.is_string() ? parse_date(json.get_ref<std::string const&>()) : std::nullopt;
  return date ? Result<Value>{Value{*date}} : expected("a date such as \"2027-03-02\"", json);
}

Result<Value> read_duration(Json const& json) {
  auto const duration = json.is_string() ? parse_duration(json.get_ref<std::string const&>()) : std::nullopt;
  return duration ? Result<Value>{Value{*duration}} : expected("a duration such as \"P3D\"", json);
}

Result<Value> read_list(Json const& json, Type const& element) {
  if (!json.is_array()) return expected("a list", json);
  Value::List list;
  for (auto const& item : json) {
    auto value = value_from_json(item, element);
    if (!value) return Error{"item " + std::to_string(list.size() + 1) + ": " + value.error().what};
    list.push_back(std::move(*value));
  }
  return Value{std::move(list)};
}

Result<Value> read_record(Json const& json, Type::Fields const& fields) {
  if (!json.is_object()) return expected("a record", json);
  Value::Record record;
  for (auto const& [name, type] : fields) {
    auto const member = json.find(name);
    if (member == json.end() || member->is_null()) continue;
    auto value = value_from_json(*member, type);
    if (!value) return Error{name + ": " + value.error().what};
    record.emplace(name, std::move(*value));
  }
  return Value{std::move(record)};
}

}  // namespace

Result<Value> value_from_json(Json const& json, Type const& type) {
  switch (type.kind()) {
    case Type::Kind::boolean:
      return json.is_boolean() ? Result<Value>{Value{json.get<bool>()}} : expected("true or false", json);
    case Type::Kind::integer:
      return read_integer(json);
    case Type::Kind::decimal:
      return read_decimal(json);
    case Type::Kind::string:
      return json.is_string() ? Result<Value>{Value{json.get<std::string>()}} : expected("text", json);
    case Type::Kind::date:
      return read_date(json);
    case Type::Kind::duration:
      return read_duration(json);
    case Type::Kind::list:
      return read_list(json, type.element());
    case Type::Kind::record:
      return read_record(json, type.fields());
    case Type::Kind::null:
    case Type::Kind::any:
      break;
  }
  return json.is_null() ? Result<Value>{Value{}} : expected("null", json);
}

Json to_json(Value const& value) {
  if (auto const* truth = value.get<bool>()) return *truth;
  if (auto const* whole = value.get<std::int64_t>()) {
    bool const exact = *whole >= -exact_in_json_max && *whole <= exact_in_json_max;
    return exact ? Json(*whole) : Json(std::to_string(*whole));
  }
  if (auto const* decimal = value.get<Decimal>()) return decimal->to_string();
  if (auto const* text = value.get<std::string>()) return *text;
  if (auto const* date = value.get<Date>()) return to_iso(*date);
  if (auto const* duration = value.get<Duration>()) return to_iso(*duration);
  if (auto const* list = value.get<Value::List>()) {
    auto json = Json::array();
    for (auto const& item : *list) json.push_back(to_json(item));
    return json;
  }
  auto const* record = value.get<Value::Record>();
  if (!record) return nullptr;
  auto json = Json::object();
  for (auto const& [name, member] : *record) json[name] = to_json(member);
  return json;
}

}  // namespace cityhall
