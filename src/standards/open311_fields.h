#pragma once
// The common part of reading Open311 fields: one value by name, numbers, dates, lists; faults are collected.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "standards/open311_form.h"

namespace cityhall::standards::open311 {

class FieldReader {
 public:
  FieldReader(Fields fields, std::vector<Fault>& faults);

  /// The trimmed value, or empty. A fault when the name stands twice with different values, or is longer than `most` characters.
  std::string text(std::string_view name, std::size_t most = 250);
  /// The first of two spellings of one name that has a value.
  std::string text_of(std::string_view name, std::string_view other);
  /// Like `text`, but a fault when it is missing.
  std::string required(std::string_view name);
  /// Every value of a field that may repeat, also written name[] and name[0].
  std::vector<std::string> all(std::string_view name, std::size_t most_values = 20);
  /// Comma-separated parts, blanks and empty parts left out.
  std::vector<std::string> list(std::string_view name, std::size_t most_values = 1'000);
  std::optional<double> number(std::string_view name);
  int positive(std::string_view name, int otherwise);
  std::optional<Time> time(std::string_view name, TimeZone const& zone);
  /// A date alone means the whole day: as the end of an interval, its last microsecond.
  std::optional<Time> end_time(std::string_view name, TimeZone const& zone);
  std::vector<Answer> attributes();
  void fault(std::string description) { faults_.push_back({400, std::move(description)}); }

 private:
  Fields fields_;
  std::vector<Fault>& faults_;
  void check_encoding();
};

}  // namespace cityhall::standards::open311
