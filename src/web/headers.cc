#include "web/headers.h"

#include "base/text.h"

namespace cityhall::web {

Headers::Headers(std::initializer_list<Field> fields) {
  for (auto const& field : fields) add(field.name, field.value);
}

void Headers::add(std::string_view name, std::string_view value) {
  auto const at = static_cast<std::uint32_t>(text_.size());
  auto const name_size = static_cast<std::uint32_t>(name.size());
  fields_.push_back({at, name_size, at + name_size, static_cast<std::uint32_t>(value.size())});
  text_ += name;
  text_ += value;
}

void Headers::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](Place const& place) { return equals_ignoring_case(view(place.name_at, place.name_size), name); });
}

std::string_view Headers::get(std::string_view name) const {
  for (auto const& place : fields_)
    if (place.name_size == name.size() && equals_ignoring_case(view(place.name_at, place.name_size), name))
      return view(place.value_at, place.value_size);
  return {};
}

bool Headers::has(std::string_view name) const {
  for (auto const& place : fields_)
    if (place.name_size == name.size() && equals_ignoring_case(view(place.name_at, place.name_size), name)) return true;
  return false;
}

std::size_t Headers::count(std::string_view name) const { return all(name).size(); }

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (auto const& place : fields_)
    if (equals_ignoring_case(view(place.name_at, place.name_size), name)) values.push_back(view(place.value_at, place.value_size));
  return values;
}

Headers::Field Headers::operator[](std::size_t index) const {
  auto const& place = fields_.at(index);
  return {view(place.name_at, place.name_size), view(place.value_at, place.value_size)};
}

}  // namespace cityhall::web
