#include "standards/ical_days.h"

#include <charconv>
#include <optional>

#include "base/text.h"

namespace cityhall::standards {
namespace {

constexpr std::size_t days_most = 5000;

/// RFC 5545 section 3.1: a line that begins with a blank or tab goes on with the line before.
std::vector<std::string> unfolded(std::string_view text) {
  std::vector<std::string> lines;
  for (auto line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!lines.empty() && !line.empty() && (line.front() == ' ' || line.front() == '\t')) lines.back() += line.substr(1);
    else lines.emplace_back(line);
  }
  return lines;
}

/// Section 3.3.11: \\ \; \, \n.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    ++at;
    out += text[at] == 'n' || text[at] == 'N' ? ' ' : text[at];
  }
  return out;
}

/// "20270101" or the date of "20270101T090000Z".
std::optional<Date> date_in(std::string_view value) {
  if (value.size() < 8) return {};
  return parse_date(std::string{value.substr(0, 4)} + "-" + std::string{value.substr(4, 2)} + "-" + std::string{value.substr(6, 2)});
}

struct Line {
  std::string name;
  std::string_view value;
};

/// Section 3.1: name *(";" parameter) ":" value. A colon may stand in a quoted parameter.
Line read_line(std::string_view line) {
  bool quoted = false;
  std::size_t colon = 0;
  for (; colon < line.size() && (quoted || line[colon] != ':'); ++colon)
    if (line[colon] == '"') quoted = !quoted;
  auto const head = line.substr(0, colon);
  return {to_lower_ascii(head.substr(0, head.find(';'))), colon < line.size() ? line.substr(colon + 1) : std::string_view{}};
}

struct Entry {
  std::optional<Date> start, end;
  std::string summary;
};

bool add_days(std::vector<CalendarDay>& days, Entry const& entry) {
  std::chrono::sys_days const first{*entry.start};
  auto last = entry.end ? std::chrono::sys_days{*entry.end} : first + std::chrono::days{1};
  if (last <= first) last = first + std::chrono::days{1};
  for (auto day = first; day < last; day += std::chrono::days{1}) {
    if (days.size() == days_most) return false;
    days.push_back({Date{day}, entry.summary});
  }
  return true;
}

}  // namespace

Result<std::vector<CalendarDay>> read_calendar_days(std::string_view text) {
  if (!is_utf8(text)) return Error{"not valid UTF-8"};
  auto const lines = unfolded(text);
  if (lines.empty() || !equals_ignoring_case(trim(lines.front()), "BEGIN:VCALENDAR"))
    return Error{"line 1: an iCalendar file begins with BEGIN:VCALENDAR"};
  std::vector<CalendarDay> days;
  std::optional<Entry> entry;
  for (std::size_t number = 0; number < lines.size(); ++number) {
    auto const [name, value] = read_line(lines[number]);
    auto const fault = [&](std::string_view what) {
      return Error{"event before line " + std::to_string(number + 1) + ": " + std::string{what}};
    };
    if (name == "begin" && equals_ignoring_case(value, "VEVENT")) entry = Entry{};
    if (!entry) continue;
    if (name == "rrule" || name == "rdate") return fault("it repeats by a rule; export the calendar with single days");
    if (name == "dtstart") entry->start = date_in(value);
    if (name == "dtend") entry->end = date_in(value);
    if (name == "summary") entry->summary = unescaped(value);
    if (name != "end" || !equals_ignoring_case(value, "VEVENT")) continue;
    if (!entry->start) return fault("it has no readable DTSTART");
    if (!add_days(days, *entry)) return fault("there are more than 5,000 days");
    entry.reset();
  }
  return days;
}

}  // namespace cityhall::standards
