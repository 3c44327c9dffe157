#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_rows.h"
#include "kernel/city.h"

namespace cityhall {
namespace {

std::string padded(std::int64_t number, std::size_t width) {
  auto digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// "{seq:6}" → 6
std::size_t width_of(std::string_view mark) {
  auto const colon = mark.find(':');
  return colon == std::string_view::npos || colon + 1 >= mark.size() ? 1 : static_cast<std::size_t>(mark[colon + 1] - '0');
}

std::string fill(std::string_view pattern, int year, std::int64_t sequence) {
  std::string number;
  for (std::size_t at = 0; at < pattern.size();) {
    auto const end = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      number += pattern[at++];
      continue;
    }
    auto const mark = pattern.substr(at + 1, end - at - 1);
    if (mark == "yyyy") number += std::to_string(year);
    if (mark == "yy") number += padded(year % 100, 2);
    if (mark.starts_with("seq")) number += padded(sequence, width_of(mark));
    at = end + 1;
  }
  return number;
}

std::int64_t next_in_sequence(Unit& unit, std::string_view pattern, int year) {
  // RETURNING would make a table for its one row, at each request.
  if (unit.tx.run(R"sql(UPDATE number_sequences SET last = last + 1 WHERE pattern = $1 AND year = $2)sql", pattern, year) == 0)
    unit.tx.run(R"sql(INSERT INTO number_sequences (pattern, year, last) VALUES ($1, $2, 1)
                      ON CONFLICT (pattern, year) DO UPDATE SET last = number_sequences.last + 1)sql",
                pattern, year);
  return unit.tx.value<std::int64_t>(R"sql(SELECT last FROM number_sequences WHERE pattern = $1 AND year = $2)sql", pattern, year);
}

}  // namespace

std::string next_number(Unit& unit, std::string_view pattern) {
  if (pattern.empty()) pattern = "C-{yy}-{seq:6}";
  auto const year = static_cast<int>(unit.city.calendar.get()->zone().date_of(unit.now).year());
  bool const yearly = pattern.find("{yy") != std::string_view::npos;
  // Imported cases may have taken a number: then the next free one is used.
  for (;;) {
    auto number = fill(pattern, year, next_in_sequence(unit, pattern, yearly ? year : 0));
    if (!case_id_by_number(view_of(unit), number)) return number;
  }
}

}  // namespace cityhall
