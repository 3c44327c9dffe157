#pragma once
// A row of the file becomes a case to import, or a reason why not.

#include <map>
#include <string>

#include "base/slug.h"
#include "base/time_zone.h"
#include "services/imports/batch.h"
#include "services/imports/columns.h"

namespace cityhall::imports {

/// What the other system calls a service → our id.
using ServiceIds = std::map<std::string, std::string, std::less<>>;

class RowReader {
 public:
  /// All three must outlive the reader.
  RowReader(Profile const& profile, Columns const& columns, ServiceIds const& services, std::string_view city_time_zone);

  /// Adds the row to the batch: to its cases, or to its rejects.
  void read(standards::CsvRow const& row, Batch& batch);
  /// The word to compare with the map.
  std::string_view compared(standards::CsvRow const& row) const { return columns_.compared(row); }

 private:
  struct Unusable {
    std::string reason;
  };
  ImportedCase fill(standards::CsvRow const& row, Batch& batch);
  void fill_times(standards::CsvRow const& row, ImportedCase& out);
  void fill_words(standards::CsvRow const& row, Batch& batch, ImportedCase& out);
  std::optional<Time> time(standards::CsvRow const& row, Fact fact);
  std::optional<Point> point(standards::CsvRow const& row) const;
  bool is_open(standards::CsvRow const& row) const;
  std::string_view text(standards::CsvRow const& row, Fact fact, Batch& batch);

  Profile const& profile_;
  Columns const& columns_;
  ServiceIds const& services_;
  TimeZone zone_;
  std::string scratch_{};
};

/// "Street Light Outages (Internal)" → "street-light-outages-internal", however long.
inline std::string slug(std::string_view text) { return slug_from(text, std::string::npos); }
/// "pwdx/street-light-outages": the queue below its department, without the department's name in front of its own.
std::string queue_id(std::string_view owner, std::string_view queue);

}  // namespace cityhall::imports
