#pragma once
// A JSON value to read from and to write into, without the heavy header of the type itself.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/json_fwd.h"

namespace cityhall::web {

/// A value that fits its shape: the accessors expect the right kind.
class JsonIn {
 public:
  explicit JsonIn(Json const& json) : json_{&json} {}
  bool is_null() const;
  std::string const& text() const;
  bool boolean() const;
  std::int64_t whole() const;
  double number() const;
  std::size_t size() const;
  JsonIn item(std::size_t index) const;
  /// False when the object has no such member.
  bool has(std::string_view name) const;
  JsonIn member(std::string_view name) const;
  Json const& json() const { return *json_; }

 private:
  Json const* json_;
};

/// A place for one value.
class JsonOut {
 public:
  explicit JsonOut(Json& json) : json_{&json} {}
  void null();
  void text(std::string_view value);
  void boolean(bool value);
  void whole(std::int64_t value);
  void number(double value);  // what is no number becomes null
  void json(Json const& value);
  void empty_list();
  void empty_object();
  /// A new last piece; good until the next one.
  JsonOut item();
  /// A new last member; good until the next one.
  JsonOut member(std::string_view name);

 private:
  Json* json_;
};

/// Owns a value.
class JsonBox {
 public:
  JsonBox();
  /// Throws Refusal(invalid, "body.malformed") that says where.
  explicit JsonBox(std::string_view text);
  JsonBox(JsonBox&&) noexcept;
  ~JsonBox();
  JsonIn in() const { return JsonIn{*json_}; }
  JsonOut out() { return JsonOut{*json_}; }
  std::string text() const;

 private:
  std::unique_ptr<Json> json_;
};

}  // namespace cityhall::web
