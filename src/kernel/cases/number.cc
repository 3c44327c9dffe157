#include "kernel/cases/number.h"

#include "base/text.h"

namespace cityhall {
namespace {

constexpr std::string_view year_and_count = "{yy}-{seq:6}";
constexpr std::size_t count_width = 6;
constexpr std::size_t digits_least = 3;
constexpr std::size_t digits_most = 12;

std::string digits_of(std::string_view typed) {
  std::string digits;
  for (char const letter : typed)
    if (letter >= '0' && letter <= '9') digits += letter;
  return digits;
}

}  // namespace

std::set<std::string> numbers_meant(DefinitionSet const& definitions, std::string_view typed) {
  std::set<std::string> meant{std::string{trim(typed)}};
  auto const digits = digits_of(typed);
  if (digits.size() < digits_least || digits.size() > digits_most) return meant;
  auto const count = digits.substr(2);
  auto const zeros = std::string(count.size() < count_width ? count_width - count.size() : 0, '0');
  for (auto const& definition : definitions.current()) {
    auto const& pattern = definition->number;
    if (auto const at = pattern.find(year_and_count); at != std::string::npos)
      meant.insert(pattern.substr(0, at) + digits.substr(0, 2) + "-" + zeros + count);
  }
  return meant;
}

}  // namespace cityhall
