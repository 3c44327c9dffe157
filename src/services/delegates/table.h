#pragma once
// Rows from a CSV file, and results as one.

#include <string>
#include <string_view>
#include <vector>

#include "services/call.h"
#include "services/delegates/batch.h"
#include "services/delegates/results.h"

namespace cityhall::delegates {

/// Columns by name: service, place (or address; or latitude and longitude), description; every other column is the answer to the question
/// of that id. Rows without anything in them are left out; a row that cannot be read becomes a row with its fault, so that nothing is lost.
/// Throws Refusal(invalid, "delegate.columns") naming a column that is missing or unknown.
std::vector<BatchRow> read_table(City& city, std::string_view bytes, std::string const& language);
/// The first line of such a file for one service.
std::string table_head(Definition const& definition);
/// For spreadsheets: guarded against formulas.
std::string results_table(Call const& call, std::vector<DelegatedCase> const& results);

}  // namespace cityhall::delegates
