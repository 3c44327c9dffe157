#include "standards/ical_write.h"

#include <fmt/format.h>

namespace cityhall::standards {
namespace {

/// Section 3.3.11: backslash, semicolon and comma are marked; a line break is "\n". Control characters are not allowed.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const letter : text) {
    if (letter == '\\' || letter == ';' || letter == ',') out += '\\';
    if (letter == '\n') out += "\\n";
    else if (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7f) out += letter;
  }
  return out;
}

bool continues_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Section 3.1: at most 75 octets in a line, which goes on after a line break and a blank; no letter is cut.
void add_line(std::string& out, std::string line) {
  constexpr std::size_t octets_most = 75;
  while (line.size() > octets_most) {
    auto cut = octets_most;
    while (continues_letter(line[cut])) --cut;
    out.append(line, 0, cut).append("\r\n");
    line = ' ' + line.substr(cut);
  }
  out.append(line).append("\r\n");
}

std::string basic_date(Date date) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// Section 3.3.5, form 2.
std::string basic_time(Time time) {
  auto const second = std::chrono::floor<std::chrono::seconds>(time);
  auto const day = std::chrono::floor<std::chrono::days>(second);
  std::chrono::hh_mm_ss const clock{second - day};
  return fmt::format("{}T{:02}{:02}{:02}Z", basic_date(Date{day}), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

void add_event(std::string& out, CalendarFile const& file, CalendarDay const& day) {
  add_line(out, "BEGIN:VEVENT");
  add_line(out, fmt::format("UID:closed-{}@{}", basic_date(day.date), file.host));
  add_line(out, "DTSTAMP:" + basic_time(file.made_at));
  add_line(out, "DTSTART;VALUE=DATE:" + basic_date(day.date));
  add_line(out, "DTEND;VALUE=DATE:" + basic_date(Date{std::chrono::sys_days{day.date} + std::chrono::days{1}}));
  add_line(out, fmt::format("SUMMARY;LANGUAGE={}:{}", file.language, escaped(day.summary)));
  add_line(out, "TRANSP:TRANSPARENT");
  add_line(out, "END:VEVENT");
}

}  // namespace

std::string write_calendar_days(CalendarFile const& file, std::span<CalendarDay const> days) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Cityhall//Closing days//EN");
  add_line(out, "METHOD:PUBLISH");
  add_line(out, "X-WR-CALNAME:" + escaped(file.name));
  for (auto const& day : days) add_event(out, file, day);
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace cityhall::standards
