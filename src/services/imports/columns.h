#pragma once
// Where the facts of a profile stand in one file.

#include <array>
#include <string_view>

#include "services/imports/profile.h"
#include "standards/csv.h"

namespace cityhall::imports {

class Columns {
 public:
  /// Throws Refusal(invalid, "import.columns") naming every column of the profile that the file lacks, and near names that it has.
  Columns(Profile const& profile, standards::CsvHeader const& header);

  bool has(Fact fact) const { return at_[static_cast<std::size_t>(fact)] >= 0; }
  /// The cell, trimmed; empty where the profile has no such column.
  std::string_view cell(standards::CsvRow const& row, Fact fact) const { return cell(row, at_[static_cast<std::size_t>(fact)]); }
  /// False where the other system held nobody to the due time.
  bool due_counts(standards::CsvRow const& row) const { return due_counts_ < 0 || !cell(row, due_counts_).empty(); }
  /// The word to compare with the map, trimmed.
  std::string_view compared(standards::CsvRow const& row) const { return cell(row, compared_); }
  std::size_t count() const { return count_; }

 private:
  static std::string_view cell(standards::CsvRow const& row, int column);

  std::array<int, fact_count> at_{};
  int due_counts_ = -1;
  int compared_ = -1;
  std::size_t count_ = 0;
};

}  // namespace cityhall::imports
