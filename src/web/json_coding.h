#pragma once
// How a C++ type is told, written and read as JSON. read() is given only what fits the shape.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "web/json_value.h"
#include "web/shape.h"

namespace cityhall::web {

template <class V>
struct JsonCoding;

/// Any value, as it is.
template <>
struct JsonCoding<Json> {
  static Shape shape() { return {}; }
  static void write(JsonOut out, Json const& value) { out.json(value); }
  static Json const& read(JsonIn in) { return in.json(); }
};
template <>
struct JsonCoding<std::string> {
  static Shape shape() { return {.kind = Shape::Kind::text}; }
  static void write(JsonOut out, std::string_view value) { out.text(value); }
  static std::string read(JsonIn in) { return in.text(); }
};
/// For computed members only: nobody would own what was read.
template <>
struct JsonCoding<std::string_view> {
  static Shape shape() { return {.kind = Shape::Kind::text}; }
  static void write(JsonOut out, std::string_view value) { out.text(value); }
};
template <>
struct JsonCoding<bool> {
  static Shape shape() { return {.kind = Shape::Kind::boolean}; }
  static void write(JsonOut out, bool value) { out.boolean(value); }
  static bool read(JsonIn in) { return in.boolean(); }
};
template <>
struct JsonCoding<std::int64_t> {
  static Shape shape() { return {.kind = Shape::Kind::whole}; }
  static void write(JsonOut out, std::int64_t value) { out.whole(value); }
  static std::int64_t read(JsonIn in) { return in.whole(); }
};
template <>
struct JsonCoding<int> {
  static Shape shape() { return {.kind = Shape::Kind::whole, .least = -2'147'483'648.0, .most = 2'147'483'647.0}; }
  static void write(JsonOut out, int value) { out.whole(value); }
  static int read(JsonIn in) { return static_cast<int>(in.whole()); }
};
template <>
struct JsonCoding<std::size_t> {
  static Shape shape() { return {.kind = Shape::Kind::whole, .least = 0.0}; }
  static void write(JsonOut out, std::size_t value) { out.whole(static_cast<std::int64_t>(value)); }
  static std::size_t read(JsonIn in) { return static_cast<std::size_t>(in.whole()); }
};
template <>
struct JsonCoding<double> {
  static Shape shape() { return {.kind = Shape::Kind::number}; }
  static void write(JsonOut out, double value) { out.number(value); }
  static double read(JsonIn in) { return in.number(); }
};
/// "2027-03-02T14:00:00Z"
template <>
struct JsonCoding<Time> {
  static Shape shape() { return {.kind = Shape::Kind::text, .format = "date-time"}; }
  static void write(JsonOut out, Time value) { out.text(to_rfc3339(value)); }
  static Time read(JsonIn in);
};
/// A text of digits: not every JSON reader keeps 64 bits. Zero is null.
template <class Tag>
struct JsonCoding<Id<Tag>> {
  static Shape shape() { return {.kind = Shape::Kind::text, .format = "id", .nullable = true}; }
  static void write(JsonOut out, Id<Tag> value) { value ? out.text(to_text(value)) : out.null(); }
  static Id<Tag> read(JsonIn in) { return in.is_null() ? Id<Tag>{} : Id<Tag>{parse_id(in.text())}; }
};
template <class V>
struct JsonCoding<std::optional<V>> {
  static Shape shape() {
    auto inner = JsonCoding<V>::shape();
    inner.nullable = true;
    return inner;
  }
  static void write(JsonOut out, std::optional<V> const& value) { value ? JsonCoding<V>::write(out, *value) : out.null(); }
  static std::optional<V> read(JsonIn in) {
    if (in.is_null()) return {};
    return JsonCoding<V>::read(in);
  }
};
template <class V>
struct JsonCoding<std::vector<V>> {
  static Shape shape() {
    auto inner = JsonCoding<V>::shape();
    if (inner.format == "id") inner.nullable = false;
    return {.kind = Shape::Kind::list, .items = std::make_shared<Shape const>(std::move(inner))};
  }
  static void write(JsonOut out, std::vector<V> const& values) {
    out.empty_list();
    for (auto const& value : values) JsonCoding<V>::write(out.item(), value);
  }
  static std::vector<V> read(JsonIn in) {
    std::vector<V> values;
    for (std::size_t index = 0; index < in.size(); ++index) values.push_back(JsonCoding<V>::read(in.item(index)));
    return values;
  }
};

}  // namespace cityhall::web
