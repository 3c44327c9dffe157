#include "services/imports/reject_file.h"

#include "base/io.h"
#include "standards/csv.h"

namespace cityhall::imports {

std::filesystem::path reject_file_of(std::filesystem::path const& file, std::filesystem::path const& wanted) {
  return wanted.empty() ? std::filesystem::path{file.string() + ".rejected.csv"} : wanted;
}

void write_rejects(std::filesystem::path const& path, std::span<TableFault const> rejects) {
  std::string text;
  standards::append_csv_row(text, {"line", "reason", "row"});
  for (auto const& reject : rejects)
    standards::append_csv_row(text, {std::to_string(reject.line), reject.reason, reject.raw}, standards::CsvCells::spreadsheet);
  write_file_durably(path, text);
}

}  // namespace cityhall::imports
