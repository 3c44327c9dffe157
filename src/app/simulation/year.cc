#include "app/simulation/year.h"

#include <algorithm>

#include "base/json.h"

namespace cityhall::simulation {
namespace {

std::vector<double> numbers(Json const& list) { return list.get<std::vector<double>>(); }

ServiceHabits habits_from(Json const& words, Json const& entry) {
  return {.share = entry.at("share").get<double>(),
          .months = numbers(words.at("seasons").at(entry.at("season").get<std::string>())),
          .hours = numbers(words.at("hours").at(entry.at("hours").get<std::string>())),
          .work_hours = entry.at("work_hours").get<double>(),
          .reopened = entry.at("reopened").get<double>(),
          .duplicates = entry.at("duplicates").get<double>(),
          .declined = entry.at("declined").get<double>(),
          .bursts = entry.value("bursts", 0.0)};
}

double sum(std::vector<double> const& list) {
  double total = 0;
  for (auto const each : list) total += each;
  return total;
}

std::size_t month_index(Date date) { return static_cast<unsigned>(date.month()) - 1; }

}  // namespace

Date add_days(Date date, int days) { return Date{std::chrono::sys_days{date} + std::chrono::days{days}}; }

Year::Year(Json const& words, YearPlan plan, Dice& dice)
    : calendar_{plan.calendar},
      span_{plan.span},
      services_{std::move(plan.services)},
      weekdays_{numbers(words.at("weekdays"))},
      holiday_{words.at("holiday").get<double>()} {
  read_habits(words);
  throw_storms(words, dice);
}

void Year::read_habits(Json const& words) {
  auto const& known = words.at("services");
  for (auto const& service : services_) {
    auto const found = known.find(service);
    habits_.push_back(habits_from(words, found == known.end() ? words.at("other") : *found));
  }
}

void Year::throw_storms(Json const& words, Dice& dice) {
  for (auto const& kind : words.at("storms")) {
    auto const name = kind.at("kind").get<std::string>();
    storm_services_[name] = kind.at("services").get<std::map<std::string, double>>();
    auto const months = numbers(kind.at("months"));
    auto const length = std::chrono::minutes{kind.at("hours").get<int>() * 60};
    for (int day = 0; day < span_.days; ++day) {
      auto const date = add_days(span_.first, day);
      if (!dice.percent(months.at(month_index(date)) / 30.4 * 100)) continue;
      auto const begins = calendar_.zone().instant(date, std::chrono::seconds{static_cast<int>(dice.below(24)) * 3600});
      storms_.push_back({.kind = name, .from = begins, .to = begins + length});
    }
  }
}

Storm const* Year::storm_at(Time time) const {
  auto const on = [&](Storm const& storm) { return storm.from <= time && time < storm.to; };
  auto const found = std::find_if(storms_.begin(), storms_.end(), on);
  return found == storms_.end() ? nullptr : &*found;
}

/// Full at the beginning, gone a day after its end: people find the damage in the morning.
double Year::storm_factor(std::size_t service, Time time) const {
  constexpr auto aftermath = std::chrono::hours{24};
  double factor = 1;
  for (auto const& storm : storms_) {
    if (time < storm.from || time >= storm.to + aftermath) continue;
    auto const& hit = storm_services_.at(storm.kind);
    auto const found = hit.find(services_[service]);
    if (found == hit.end()) continue;
    auto const whole = static_cast<double>((storm.to + aftermath - storm.from).count());
    factor += (found->second - 1) * static_cast<double>((storm.to + aftermath - time).count()) / whole;
  }
  return factor;
}

double Year::day_factor(Date date) const {
  auto const weekday = std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding();
  bool const holiday = weekday < 6 && !calendar_.is_business_day(date);
  return weekdays_.at(weekday - 1) * (holiday ? holiday_ : 1);
}

std::vector<Year::Hour> Year::hours_of(Date date) const {
  std::vector<Hour> hours;
  for (int hour = 0; hour < 24; ++hour) {
    Hour one{.begins = calendar_.zone().instant(date, std::chrono::seconds{hour * 3600})};
    one.stormy = storm_at(one.begins) != nullptr;
    for (std::size_t service = 0; service < services_.size(); ++service) {
      auto const& habits = habits_[service];
      auto const of_day = habits.share * habits.months.at(month_index(date)) * day_factor(date);
      auto const of_hour = habits.hours.at(static_cast<std::size_t>(hour)) / sum(habits.hours);
      one.weights.push_back(static_cast<float>(of_day * of_hour * storm_factor(service, one.begins)));
    }
    hours.push_back(std::move(one));
  }
  return hours;
}

std::vector<Arrival> Year::arrivals(std::size_t count, Dice& dice) const {
  std::vector<Hour> hours;
  double total = 0;
  for (int day = 0; day < span_.days; ++day)
    for (auto& hour : hours_of(add_days(span_.first, day))) {
      for (auto const weight : hour.weights) total += static_cast<double>(weight);
      hours.push_back(std::move(hour));
    }
  std::vector<Arrival> found;
  found.reserve(count);
  if (total <= 0) return found;
  // Positions come sorted: each is the least of those that are left. One walk along the hours finds all.
  double left = 1;
  double reached = 0;
  std::size_t at = 0;
  std::uint32_t service = 0;
  for (std::size_t more = count; more > 0; --more) {
    left *= std::pow(1 - dice.real(), 1 / static_cast<double>(more));
    auto const position = (1 - left) * total;
    while (at + 1 < hours.size() && reached + static_cast<double>(hours[at].weights[service]) <= position) {
      reached += static_cast<double>(hours[at].weights[service]);
      if (++service < services_.size()) continue;
      service = 0;
      ++at;
    }
    auto const minute = std::chrono::microseconds{static_cast<std::int64_t>(dice.real() * 3.6e9)};
    found.push_back({.at = hours[at].begins + minute, .service = service, .in_storm = hours[at].stormy});
  }
  std::stable_sort(found.begin(), found.end(), [](Arrival const& a, Arrival const& b) { return a.at < b.at; });
  return found;
}

}  // namespace cityhall::simulation
