#pragma once
// The types of the expression language. A type is a small value; compound types share their parts.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

class Type {
 public:
  enum class Kind { boolean, integer, decimal, string, date, duration, null, list, record, any };
  using Fields = std::map<std::string, Type, std::less<>>;

  static Type boolean() { return Type{Kind::boolean}; }
  static Type integer() { return Type{Kind::integer}; }
  static Type decimal() { return Type{Kind::decimal}; }
  static Type string() { return Type{Kind::string}; }
  /// Text that is one of these ids: comparing it with any other literal is refused ("Did you mean 'roof'?").
  static Type choice(std::vector<std::string> options);
  static Type date() { return Type{Kind::date}; }
  static Type duration() { return Type{Kind::duration}; }
  static Type null() { return Type{Kind::null}; }
  /// Only the element of the empty list `[]`; agrees with every type.
  static Type any() { return Type{Kind::any}; }
  static Type list(Type element);
  static Type record(Fields fields);

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }
  bool is_number() const { return is(Kind::integer) || is(Kind::decimal); }
  /// Of a list; `any` otherwise.
  Type element() const;
  /// Of a record; empty otherwise.
  Fields const& fields() const;
  /// Of a choice; empty for any other text.
  std::vector<std::string> const& options() const;
  /// "bool", "int", "dec", "string", "date", "duration", "list(int)", "record{class, district}".
  std::string name() const;

 private:
  explicit Type(Kind kind) : kind_{kind} {}
  struct Parts;
  Kind kind_;
  std::shared_ptr<Parts const> parts_;
};

/// Can values of these types be equal: the same type, or both numbers, element by element.
bool comparable(Type const& a, Type const& b);

}  // namespace cityhall
