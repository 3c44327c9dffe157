#pragma once
// Decoded names and values in order: of a query, of a form, of a path.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall::web {

/// What was wrong with the bytes of a value. A faulty value is kept for re-display (bad bytes as U+FFFD), and the form layer refuses it.
enum class TextFault { none, bad_escape, not_utf8, control_character };

struct Parameter {
  std::string name;
  std::string value;
  TextFault fault = TextFault::none;
};

class Parameters {
 public:
  void add(std::string name, std::string value, TextFault fault = TextFault::none);
  /// The first value of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  /// The first value, or empty.
  std::string_view get(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }

  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }

 private:
  std::vector<Parameter> list_;
};

struct ParameterLimits {
  std::size_t count = 1000;
};

/// application/x-www-form-urlencoded (WHATWG URL section 5.1), also the query of a target. Never fails as a whole: faults stand on the
/// parameters. Pairs beyond the limit are dropped and `too_many` says so.
struct ParsedParameters {
  Parameters parameters;
  bool too_many = false;
};
ParsedParameters parse_urlencoded(std::string_view text, ParameterLimits limits = {});
/// "a=1&b=x+y"; the inverse.
std::string to_urlencoded(Parameters const& parameters);

}  // namespace cityhall::web
