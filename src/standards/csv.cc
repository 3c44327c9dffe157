#include "standards/csv.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <utf8.h>

#include "base/text.h"

namespace cityhall::standards {
namespace {

/// WHATWG Encoding Standard, index windows-1252, bytes 0x80 to 0x9F; the rest equals Latin-1.
constexpr std::array<char32_t, 32> upper_controls{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// A byte order mark at the start of a file is skipped by readers: inside quotes it is kept.
bool must_be_quoted(std::string_view cell) {
  return cell.find_first_of(",;\t\"\r\n") != std::string_view::npos || cell.starts_with("\xEF\xBB\xBF");
}

/// Digits with at most one sign in front and one point inside: a spreadsheet shows it and runs nothing.
bool is_plain_number(std::string_view cell) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  bool digit = false;
  bool point = false;
  for (char const c : cell) {
    if (c == '.' && !point) point = true;
    else if (c >= '0' && c <= '9') digit = true;
    else return false;
  }
  return digit;
}

/// What spreadsheets skip before they look whether a cell is a formula: controls, blanks, no-break space, byte order mark.
std::string_view without_leading_blanks(std::string_view cell) {
  for (;;) {
    if (!cell.empty() && static_cast<unsigned char>(cell.front()) <= 0x20) cell.remove_prefix(1);
    else if (cell.starts_with("\xC2\xA0")) cell.remove_prefix(2);
    else if (cell.starts_with("\xEF\xBB\xBF")) cell.remove_prefix(3);
    else return cell;
  }
}

bool would_run(std::string_view cell) {
  if (cell.starts_with('\t') || cell.starts_with('\r')) return true;
  auto const start = without_leading_blanks(cell);
  if (start.empty()) return false;
  // Full-width forms of = + - @ count as the plain ones in East Asian settings.
  for (auto const* wide : {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"})
    if (start.starts_with(wide)) return true;
  return std::string_view{"=+-@"}.find(start.front()) != std::string_view::npos && !is_plain_number(start);
}

void append_cell(std::string& out, std::string_view cell, CsvCells kind) {
  bool const guard = kind == CsvCells::spreadsheet && would_run(cell);
  if (!must_be_quoted(cell)) {
    if (guard) out += '\'';
    out += cell;
    return;
  }
  out += '"';
  if (guard) out += '\'';
  for (char const c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

CsvReader::Source csv_text(std::string_view text) {
  return [text](std::span<char> into) mutable {
    auto const count = std::min(into.size(), text.size());
    std::memcpy(into.data(), text.data(), count);
    text.remove_prefix(count);
    return count;
  };
}

Result<CsvHeader> CsvHeader::from(CsvRow const& row) {
  CsvHeader header;
  for (auto const field : row.fields) {
    std::string name{trim(field)};
    if (name.empty()) return Error{"column " + std::to_string(header.names_.size() + 1) + " has no name in the first line"};
    if (header.find(name) >= 0) return Error{"two columns are called \"" + name + "\""};
    header.names_.push_back(std::move(name));
  }
  return header;
}

int CsvHeader::find(std::string_view name) const {
  auto const found =
      std::find_if(names_.begin(), names_.end(), [&](auto const& candidate) { return equals_ignoring_case(candidate, name); });
  return found == names_.end() ? -1 : static_cast<int>(found - names_.begin());
}

void append_windows_1252(std::string& out, std::string_view bytes) {
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += c;
    else utf8::append(byte < 0xA0 ? upper_controls[byte - 0x80U] : char32_t{byte}, std::back_inserter(out));
  }
}

void append_csv_row(std::string& out, std::span<std::string_view const> cells, CsvCells kind) {
  bool first = true;
  for (auto const cell : cells) {
    if (!first) out += ',';
    first = false;
    append_cell(out, cell, kind);
  }
  // A row of one empty cell would be an empty line, which readers skip.
  if (cells.size() == 1 && cells.front().empty()) out += "\"\"";
  out += "\r\n";
}

void append_csv_row(std::string& out, std::initializer_list<std::string_view> cells, CsvCells kind) {
  append_csv_row(out, std::span{cells.begin(), cells.size()}, kind);
}

}  // namespace cityhall::standards
