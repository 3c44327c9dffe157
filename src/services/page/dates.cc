#include "services/page/dates.h"

#include <array>

#include <fmt/format.h>

namespace cityhall {
namespace {

constexpr std::array english{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};
constexpr std::array spanish{"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                             "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};

std::string_view month_name(Date date, std::string_view language) {
  auto const index = static_cast<unsigned>(date.month()) - 1;
  return language == "es" ? spanish.at(index) : english.at(index);
}

}  // namespace

std::string long_date(Date date, std::string_view language) {
  auto const day = static_cast<unsigned>(date.day());
  auto const year = static_cast<int>(date.year());
  if (language == "es") return fmt::format("{} de {} de {}", day, month_name(date, language), year);
  return fmt::format("{} {}, {}", month_name(date, language), day, year);
}

std::string long_time(TimeZone const& zone, Time time, std::string_view language) {
  return long_date(zone.date_of(time), language) + ", " + clock_time(zone, time, language);
}

std::string clock_time(TimeZone const& zone, Time time, std::string_view language) {
  auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(zone.local(time).since_midnight).count();
  auto const hour = minutes / 60;
  if (language == "es") return fmt::format("{}:{:02}", hour, minutes % 60);
  return fmt::format("{}:{:02} {}", hour % 12 == 0 ? 12 : hour % 12, minutes % 60, hour < 12 ? "AM" : "PM");
}

std::string short_date(Date date, std::string_view language) {
  auto const day = static_cast<unsigned>(date.day());
  auto const month = month_name(date, language).substr(0, 3);
  return language == "es" ? fmt::format("{} {}", day, month) : fmt::format("{} {}", month, day);
}

}  // namespace cityhall
