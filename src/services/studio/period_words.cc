#include "services/studio/period_words.h"

#include <array>
#include <charconv>

#include "base/text.h"

namespace cityhall::studio {
namespace {

struct Unit {
  std::string_view one, many;
  std::string_view before, after;
  int times = 1;
};

/// Folded: without accents and capitals.
constexpr std::array<Unit, 13> units{{{"minute", "minutes", "PT", "M"},
                                      {"hour", "hours", "PT", "H"},
                                      {"day", "days", "P", "D"},
                                      {"business day", "business days", "P", "BD"},
                                      {"working day", "working days", "P", "BD"},
                                      {"week", "weeks", "P", "D", 7},
                                      {"month", "months", "P", "M"},
                                      {"minuto", "minutos", "PT", "M"},
                                      {"hora", "horas", "PT", "H"},
                                      {"dia", "dias", "P", "D"},
                                      {"dia habil", "dias habiles", "P", "BD"},
                                      {"semana", "semanas", "P", "D", 7},
                                      {"mes", "meses", "P", "M"}}};

}  // namespace

std::string period_code(std::string_view typed) {
  auto const clean = trim(typed);
  int number = 0;
  auto const [rest, fault] = std::from_chars(clean.data(), clean.data() + clean.size(), number);
  if (fault != std::errc{} || number < 1 || number > 36'500) return std::string{clean};
  auto const unit = fold(trim(clean.substr(static_cast<std::size_t>(rest - clean.data()))));
  for (auto const& each : units)
    if (unit == each.one || unit == each.many)
      return std::string{each.before} + std::to_string(number * each.times) + std::string{each.after};
  return std::string{clean};
}

}  // namespace cityhall::studio
