#include "kernel/calendar/recurrence.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace cityhall {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr std::array<std::string_view, 7> day_words{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr int looked_ahead_days = 366 * 12;

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<weekday> weekday_in(std::string_view word) {
  auto const found = std::find(day_words.begin(), day_words.end(), word);
  if (found == day_words.end()) return std::nullopt;
  return weekday{static_cast<unsigned>(found - day_words.begin())};
}

Date last_of(Date month) { return sys_days{month.year() / month.month() / std::chrono::last}; }
unsigned length_of(Date month) { return static_cast<unsigned>(last_of(month).day()); }

/// "MO,TH" or "1MO", "-1FR".
bool read_days(std::string_view text, Recurrence& rule) {
  for (auto const part : split(text, ',')) {
    if (part.size() < 2) return false;
    auto const day = weekday_in(part.substr(part.size() - 2));
    if (!day) return false;
    rule.weekdays.push_back(*day);
    if (part.size() == 2) continue;
    auto const nth = number_in(part.substr(0, part.size() - 2));
    if (!nth || *nth == 0 || *nth < -1 || *nth > 5) return false;
    rule.nth = *nth;
  }
  return true;
}

bool read_until(std::string_view text, Recurrence& rule) {
  if (text.size() < 8) return false;
  auto const year = number_in(text.substr(0, 4));
  auto const month = number_in(text.substr(4, 2));
  auto const day = number_in(text.substr(6, 2));
  if (!year || !month || !day) return false;
  Date const date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return false;
  rule.until = date;
  return true;
}

bool read_every(std::string_view text, Recurrence& rule) {
  if (text == "DAILY") rule.every = Recurrence::Every::day;
  else if (text == "WEEKLY") rule.every = Recurrence::Every::week;
  else if (text == "MONTHLY") rule.every = Recurrence::Every::month;
  else return false;
  return true;
}

bool read_part(std::string_view name, std::string_view value, Recurrence& rule) {
  if (name == "FREQ") return read_every(value, rule);
  if (name == "BYDAY") return read_days(value, rule);
  if (name == "UNTIL") return read_until(value, rule);
  auto const number = number_in(value);
  if (!number) return false;
  if (name == "INTERVAL") return rule.interval = *number, *number >= 1 && *number <= 400;
  if (name == "BYMONTHDAY") return rule.month_day = *number, *number == -1 || (*number >= 1 && *number <= 31);
  return false;
}

int months_between(Date from, Date to) {
  return (static_cast<int>(to.year()) - static_cast<int>(from.year())) * 12 + static_cast<int>(static_cast<unsigned>(to.month())) -
         static_cast<int>(static_cast<unsigned>(from.month()));
}

/// RFC 5545: weeks begin on Monday where nothing else is said.
sys_days monday_of(Date date) { return sys_days{date} - (weekday{sys_days{date}} - std::chrono::Monday); }

bool is_nth_weekday(Date date, int nth) {
  auto const day = static_cast<unsigned>(date.day());
  if (nth == -1) return day + 7 > length_of(date);
  return (day - 1) / 7 + 1 == static_cast<unsigned>(nth);
}

bool names_weekday(Recurrence const& rule, Date date) {
  weekday const day{sys_days{date}};
  return std::find(rule.weekdays.begin(), rule.weekdays.end(), day) != rule.weekdays.end();
}

bool in_week(Recurrence const& rule, Date start, Date date) {
  if ((monday_of(date) - monday_of(start)).count() / 7 % rule.interval != 0) return false;
  if (rule.weekdays.empty()) return weekday{sys_days{date}} == weekday{sys_days{start}};
  return names_weekday(rule, date);
}

bool in_month(Recurrence const& rule, Date start, Date date) {
  if (months_between(start, date) % rule.interval != 0) return false;
  if (!rule.weekdays.empty()) return names_weekday(rule, date) && (rule.nth == 0 || is_nth_weekday(date, rule.nth));
  auto const wanted = rule.month_day == 0    ? static_cast<unsigned>(start.day())
                      : rule.month_day == -1 ? 31U
                                             : static_cast<unsigned>(rule.month_day);
  return static_cast<unsigned>(date.day()) == std::min(wanted, length_of(date));
}

bool is_named(Recurrence const& rule, Date start, Date date) {
  switch (rule.every) {
    case Recurrence::Every::day:
      return (sys_days{date} - sys_days{start}).count() % rule.interval == 0 && (rule.weekdays.empty() || names_weekday(rule, date));
    case Recurrence::Every::week:
      return in_week(rule, start, date);
    case Recurrence::Every::month:
      return in_month(rule, start, date);
  }
  return false;
}

}  // namespace

Result<Recurrence> parse_recurrence(std::string_view text) {
  Recurrence rule;
  bool any = false;
  for (auto const part : split(text, ';')) {
    auto const sign = part.find('=');
    if (sign == std::string_view::npos || !read_part(trim(part.substr(0, sign)), trim(part.substr(sign + 1)), rule))
      return Error{"\"" + std::string{part} + "\" is not understood"};
    any = any || part.starts_with("FREQ");
  }
  if (!any) return Error{"FREQ=DAILY, WEEKLY or MONTHLY is missing"};
  return rule;
}

std::string to_text(Recurrence const& rule) {
  constexpr std::array<std::string_view, 3> words{"DAILY", "WEEKLY", "MONTHLY"};
  std::string text = "FREQ=" + std::string{words.at(static_cast<std::size_t>(rule.every))};
  if (rule.interval != 1) text += ";INTERVAL=" + std::to_string(rule.interval);
  std::string list;
  for (auto const day : rule.weekdays)
    list += (list.empty() ? "" : ",") + (rule.nth == 0 ? std::string{} : std::to_string(rule.nth)) +
            std::string{day_words.at(day.c_encoding())};
  if (!list.empty()) text += ";BYDAY=" + list;
  if (rule.month_day != 0) text += ";BYMONTHDAY=" + std::to_string(rule.month_day);
  if (!rule.until) return text;
  auto date = to_iso(*rule.until);
  std::erase(date, '-');
  return text + ";UNTIL=" + date;
}

std::optional<Date> next_occurrence(Recurrence const& rule, Date start, Date from) {
  auto day = std::max(sys_days{start}, sys_days{from});
  for (int looked = 0; looked < looked_ahead_days; ++looked, day += days{1}) {
    Date const date{day};
    if (rule.until && day > sys_days{*rule.until}) return std::nullopt;
    if (is_named(rule, start, date)) return date;
  }
  return std::nullopt;
}

}  // namespace cityhall
