#pragma once
// Header fields in the order in which they came; names compare without case. One buffer, so that a request costs two allocations.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall::web {

class Headers {
 public:
  struct Field {
    std::string_view name;
    std::string_view value;
  };

  Headers() = default;
  Headers(std::initializer_list<Field> fields);

  void add(std::string_view name, std::string_view value);
  /// Replaces every field of that name.
  void set(std::string_view name, std::string_view value);
  void remove(std::string_view name);
  /// The first value, or empty. The view lives until the next change.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;

  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }
  Field operator[](std::size_t index) const;

 private:
  struct Place {
    std::uint32_t name_at, name_size, value_at, value_size;
  };
  std::string_view view(std::uint32_t at, std::uint32_t size) const { return std::string_view{text_}.substr(at, size); }

  std::string text_;
  std::vector<Place> fields_;
};

}  // namespace cityhall::web
