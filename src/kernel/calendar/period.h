#pragma once
// Lengths of time as people and laws say them: ISO 8601 durations, with business days as our one addition ("P3BD").

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cityhall {

/// "PT24H" is 24 hours on the wall of physics; "P3D" is the same clock time three days later; "P3BD" counts business days only.
struct Period {
  std::int32_t months = 0;  // years and months
  std::int32_t days = 0;    // weeks and days
  std::int32_t business_days = 0;
  std::int64_t seconds = 0;
  friend bool operator==(Period const&, Period const&) = default;
  bool zero() const { return *this == Period{}; }
};

/// Accepts PnYnMnWnDTnHnMnS in this order, each part at most once, and PnBD alone; whole numbers up to 36,500. Nothing for anything else,
/// also for a length of zero.
std::optional<Period> parse_period(std::string_view text);
/// The shortest form that parses to the same period: 24 hours stay "PT24H", 12 months become "P1Y".
std::string to_text(Period const& period);

}  // namespace cityhall
