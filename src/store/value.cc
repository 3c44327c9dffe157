#include "store/value.h"

#include <array>

namespace cityhall::store {

Value own(Cell const& cell) {
  if (auto const* text = std::get_if<std::string_view>(&cell)) return std::string{*text};
  if (auto const* bytes = std::get_if<BlobView>(&cell)) return Blob{std::string{bytes->bytes}};
  if (auto const* number = std::get_if<std::int64_t>(&cell)) return *number;
  if (auto const* number = std::get_if<double>(&cell)) return *number;
  return Null{};
}

Cell view(Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) return std::string_view{*text};
  if (auto const* bytes = std::get_if<Blob>(&value)) return BlobView{bytes->bytes};
  if (auto const* number = std::get_if<std::int64_t>(&value)) return *number;
  if (auto const* number = std::get_if<double>(&value)) return *number;
  return Null{};
}

char const* kind_of(Cell const& cell) {
  constexpr std::array names{"NULL", "an integer", "a number", "text", "bytes"};
  return names.at(cell.index());
}

void wrong_kind(Cell const& cell, char const* wanted) {
  throw StoreError{std::string{"a column holds "} + kind_of(cell) + " where " + wanted + " is read" +
                   (std::holds_alternative<Null>(cell) ? "; read it as std::optional" : "")};
}

}  // namespace cityhall::store
