#pragma once
// Rows that could not be taken, as a file to be corrected: line, reason, row.

#include <filesystem>
#include <span>

#include "services/table_fault.h"

namespace cityhall::imports {

/// Where they go when the person names no place: beside the file, "<file>.rejected.csv".
std::filesystem::path reject_file_of(std::filesystem::path const& file, std::filesystem::path const& wanted);
/// Guarded against formulas, because it is opened in a spreadsheet.
void write_rejects(std::filesystem::path const& path, std::span<TableFault const> rejects);

}  // namespace cityhall::imports
