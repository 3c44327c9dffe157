// uses: standards base
// Any bytes: no crash, no endless loop, and every byte is accounted for by the rows' positions.
#include <cstdlib>

#include "base/text.h"
#include "standards/csv.h"

using namespace cityhall;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  standards::CsvReader reader{standards::csv_text(text), {.row_bytes_most = 4'096}};
  std::uint64_t last = 0;
  while (auto const* row = reader.next()) {
    if (row->at.offset < last || row->after.offset <= row->at.offset || row->after.offset > size) std::abort();
    last = row->after.offset;
    if (!row->fault.empty()) continue;
    for (auto const field : row->fields)
      if (!is_utf8(field)) std::abort();
    std::string written;
    standards::append_csv_row(written, row->fields, standards::CsvCells::exact);
    standards::CsvReader again{standards::csv_text(written)};
    auto const* back = again.next();
    if (back == nullptr || !back->fault.empty() || back->fields.size() != row->fields.size()) std::abort();
  }
  return 0;
}
