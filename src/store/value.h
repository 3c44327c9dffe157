#pragma once
// The five kinds of value a column can hold, and how C++ types become one and come back.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/id.h"
#include "base/time.h"
#include "store/error.h"

namespace cityhall::store {

/// Bytes that are not text.
struct Blob {
  std::string bytes;
  friend bool operator==(Blob const&, Blob const&) = default;
};
struct BlobView {
  std::string_view bytes;
};
struct Null {};

/// A value seen, not owned: a parameter before binding, or a column of the current row.
using Cell = std::variant<Null, std::int64_t, double, std::string_view, BlobView>;
/// The same, owned.
using Value = std::variant<Null, std::int64_t, double, std::string, Blob>;

Value own(Cell const& cell);
Cell view(Value const& value);
/// "NULL", "a number", "text" …: for messages.
char const* kind_of(Cell const& cell);
[[noreturn]] void wrong_kind(Cell const& cell, char const* wanted);

/// The value when the cell holds that kind; else StoreError naming what was wanted.
template <class Kind>
Kind const& expect(Cell const& cell, char const* wanted) {
  if (auto const* value = std::get_if<Kind>(&cell)) return *value;
  wrong_kind(cell, wanted);
}

/// How T is written and read. Enums have none on purpose: give each a stable text or number of its own.
template <class T>
struct Coding;

template <class T>
concept StoredInteger = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && (std::signed_integral<T> || sizeof(T) < 8);

template <StoredInteger T>
struct Coding<T> {
  static Cell encode(T value) { return static_cast<std::int64_t>(value); }
  static T decode(Cell const& cell) {
    auto const value = expect<std::int64_t>(cell, "an integer");
    if (!std::in_range<T>(value)) throw StoreError{"a stored integer does not fit the type that it is read as"};
    return static_cast<T>(value);
  }
};
template <>
struct Coding<bool> {
  static Cell encode(bool value) { return std::int64_t{value}; }
  static bool decode(Cell const& cell) { return expect<std::int64_t>(cell, "0 or 1") != 0; }
};
template <>
struct Coding<double> {
  static Cell encode(double value) { return value; }
  static double decode(Cell const& cell) {
    if (auto const* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    return expect<double>(cell, "a number");
  }
};
template <>
struct Coding<std::string_view> {
  static Cell encode(std::string_view value) { return value; }
  /// Valid until the next step of the rows.
  static std::string_view decode(Cell const& cell) { return expect<std::string_view>(cell, "text"); }
};
template <>
struct Coding<std::string> {
  static Cell encode(std::string const& value) { return std::string_view{value}; }
  static std::string decode(Cell const& cell) { return std::string{expect<std::string_view>(cell, "text")}; }
};
template <>
struct Coding<char const*> {
  static Cell encode(char const* value) { return std::string_view{value}; }
};
template <>
struct Coding<BlobView> {
  static Cell encode(BlobView value) { return value; }
  static BlobView decode(Cell const& cell) { return expect<BlobView>(cell, "bytes"); }
};
template <>
struct Coding<Blob> {
  static Cell encode(Blob const& value) { return BlobView{value.bytes}; }
  static Blob decode(Cell const& cell) { return Blob{std::string{expect<BlobView>(cell, "bytes").bytes}}; }
};
template <>
struct Coding<Null> {
  static Cell encode(Null) { return Null{}; }
};
template <>
struct Coding<std::nullopt_t> {
  static Cell encode(std::nullopt_t) { return Null{}; }
};
template <>
struct Coding<Value> {
  static Cell encode(Value const& value) { return view(value); }
  static Value decode(Cell const& cell) { return own(cell); }
};
template <>
struct Coding<Time> {
  static Cell encode(Time value) { return to_micros(value); }
  static Time decode(Cell const& cell) { return from_micros(expect<std::int64_t>(cell, "a time")); }
};
template <class Tag>
struct Coding<Id<Tag>> {
  static Cell encode(Id<Tag> value) { return value.value; }
  static Id<Tag> decode(Cell const& cell) { return Id<Tag>{expect<std::int64_t>(cell, "an id")}; }
};
template <class T>
struct Coding<std::optional<T>> {
  static Cell encode(std::optional<T> const& value) { return value ? Coding<T>::encode(*value) : Cell{Null{}}; }
  static std::optional<T> decode(Cell const& cell) {
    if (std::holds_alternative<Null>(cell)) return std::nullopt;
    return Coding<T>::decode(cell);
  }
};

/// The cell views `value`, which must live as long.
template <class T>
Cell encode(T const& value) {
  return Coding<std::decay_t<T const&>>::encode(value);
}
/// Throws StoreError when the cell holds another kind of value.
template <class T>
T decode(Cell const& cell) {
  return Coding<T>::decode(cell);
}

}  // namespace cityhall::store
