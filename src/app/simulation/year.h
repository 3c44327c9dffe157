#pragma once
// When people report what: months, weekdays, hours, holidays, and storms with their bursts. From catalogue/demo/year.json.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/simulation/dice.h"
#include "base/json_fwd.h"
#include "base/time_zone.h"
#include "kernel/calendar/business_calendar.h"

namespace cityhall::simulation {

/// How a service behaves. Percentages out of 100.
struct ServiceHabits {
  double share = 1;
  std::vector<double> months{};  // 12 factors
  std::vector<double> hours{};   // 24 weights
  double work_hours = 48;        // median from report to finished work
  double reopened = 3;
  double duplicates = 4;
  double declined = 8;
  double bursts = 0;             // turns out to be an incident of many
};

struct Storm {
  std::string kind{};
  Time from{};
  Time to{};
};

/// Somebody notices something.
struct Arrival {
  Time at{};
  std::uint32_t service = 0;  // index in Year::services()
  bool in_storm = false;
};

struct Span {
  Date first{};
  int days = 0;
};

struct YearPlan {
  BusinessCalendar const& calendar;    // must outlive the year
  Span span{};
  std::vector<std::string> services{};  // ids; those that the file does not name behave like its "other"
};

class Year {
 public:
  /// Storms are thrown here.
  Year(Json const& words, YearPlan plan, Dice& dice);

  std::vector<std::string> const& services() const { return services_; }
  ServiceHabits const& habits(std::size_t service) const { return habits_.at(service); }
  std::vector<Storm> const& storms() const { return storms_; }
  /// The storm that is on at that time, or null.
  Storm const* storm_at(Time time) const;
  /// Exactly `count` arrivals of the whole span, in order of time.
  std::vector<Arrival> arrivals(std::size_t count, Dice& dice) const;

 private:
  struct Hour {
    Time begins{};
    std::vector<float> weights{};  // by service
    bool stormy = false;
  };
  void read_habits(Json const& words);
  void throw_storms(Json const& words, Dice& dice);
  double storm_factor(std::size_t service, Time time) const;
  double day_factor(Date date) const;
  std::vector<Hour> hours_of(Date date) const;

  BusinessCalendar const& calendar_;
  Span span_;
  std::vector<std::string> services_;
  std::vector<ServiceHabits> habits_{};
  std::vector<double> weekdays_{};  // Monday first
  double holiday_ = 1;
  std::vector<Storm> storms_{};
  std::map<std::string, std::map<std::string, double>> storm_services_{};  // kind → service → factor
};

Date add_days(Date date, int days);

}  // namespace cityhall::simulation
