#pragma once
// What an import did.

#include <map>
#include <string>
#include <utility>

#include "base/json_fwd.h"

namespace cityhall::imports {

/// How often the zone of the map is the one that the file names.
struct Agreement {
  std::uint64_t compared = 0;
  std::uint64_t agreed = 0;
  std::uint64_t default_point = 0;  // not compared: the other system did not find the place
  std::uint64_t no_statement = 0;   // not compared: the file names no zone
  std::uint64_t no_point = 0;       // not compared: there is no place to look up
  std::map<std::pair<std::string, std::string>, std::uint64_t> differences{};  // (file, map) → rows; an empty map side: in no zone
};

struct Counts {
  std::uint64_t rows = 0;           // good and bad
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t rejected = 0;
  std::uint64_t open = 0;           // of those taken
  std::uint64_t closed = 0;
  std::uint64_t overdue = 0;        // closed after the due time, or open and the due time has passed
  std::uint64_t converted = 0;      // rows read as Windows-1252
  Agreement agreement{};
};

struct Report {
  Counts counts{};
  std::size_t services_made = 0;
  std::size_t services = 0;         // that the file names
  std::uint64_t resumed_at_line = 0;  // 0: from the start
  bool stopped = false;             // by the person; started again it goes on
  double seconds = 0;
  std::string reject_file{};        // empty: none was needed
};

/// For the books, so that a run that goes on counts on.
std::string counts_text(Counts const& counts);
Counts counts_from(std::string_view text);
/// For scripts: everything, with the twenty most frequent differences.
Json report_json(Report const& report);
/// Of those that could be compared; 1 when there was nothing to compare.
double share(Agreement const& agreement);

}  // namespace cityhall::imports
