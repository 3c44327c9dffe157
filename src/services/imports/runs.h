#pragma once
// The books of the imports.

#include <optional>
#include <string>
#include <vector>

#include "kernel/unit.h"
#include "services/imports/batch.h"
#include "services/imports/report.h"

namespace cityhall::imports {

struct Run {
  std::int64_t id = 0;
  standards::CsvPosition next{};
  Counts counts{};
  bool finished = false;
};

/// The run of this file; nothing when it was never imported.
std::optional<Run> find_run(View const& view, std::string_view source, std::string_view hash);
/// Begins a run, or begins a finished one again.
Run begin_run(Unit& unit, std::string_view source, std::string_view hash, std::string_view file_name);
/// A run that exists.
Run run_by_id(View const& view, std::int64_t run);
/// Notes progress in the transaction of the rows.
void save_progress(Unit& unit, Run const& run);
void finish_run(Unit& unit, std::int64_t run);
void add_rejects(Unit& unit, std::int64_t run, std::vector<Reject> const& rejects);
/// In the order of the file.
std::vector<Reject> rejects_of(View const& view, std::int64_t run);
void forget_rejects(Unit& unit, std::int64_t run);

}  // namespace cityhall::imports
