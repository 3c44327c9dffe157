#pragma once
// CSV by RFC 4180, strict and streaming: a bad row is reported with its line and reason, and reading goes on at the next line.
// Fields are views into the reader's buffer; nothing is copied for a plain field.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cityhall::standards {

/// `automatic`: a row that is not valid UTF-8 is read as Windows-1252 and counted. `utf8`: such a row is a fault.
enum class CsvEncoding { automatic, utf8, windows_1252 };

struct CsvPosition {
  std::uint64_t offset = 0;  // bytes from the start of the source
  std::uint64_t line = 1;
};

struct CsvOptions {
  char separator = ',';
  CsvEncoding encoding = CsvEncoding::automatic;
  std::size_t columns = 0;          // 0: as many as the first good row has
  std::size_t columns_most = 1'000;
  std::size_t row_bytes_most = 1U << 20U;
  CsvPosition start{};              // where the source stands, when reading resumes in the middle of a file
};

/// Everything in it lives until the next call of `next`.
struct CsvRow {
  CsvPosition at{};        // of its first byte
  CsvPosition after{};     // of the byte after its line break: reading can resume there
  std::string_view raw;    // as it stood in the file, without the line break
  std::vector<std::string_view> fields;
  std::string fault;       // empty: a good row; else why not, in English
};

class CsvReader {
 public:
  /// Fills the span with the next bytes and says how many; 0 at the end. May throw; the exception passes through `next`.
  using Source = std::function<std::size_t(std::span<char>)>;

  explicit CsvReader(Source source, CsvOptions options = {});
  ~CsvReader();
  /// The next row, good or bad; nothing at the end. Empty lines are skipped.
  CsvRow const* next();
  /// How many rows were not UTF-8 and were read as Windows-1252.
  std::uint64_t converted_rows() const;
  std::size_t columns() const;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

/// A reader over text in memory; `text` must outlive it.
CsvReader::Source csv_text(std::string_view text);

/// Finds columns by name. Names are compared trimmed and without regard to ASCII case.
class CsvHeader {
 public:
  CsvHeader() = default;
  /// Error: an empty name or the same name twice.
  static Result<CsvHeader> from(CsvRow const& row);
  /// Index of the column, or -1.
  int find(std::string_view name) const;
  std::vector<std::string> const& names() const { return names_; }

 private:
  std::vector<std::string> names_;
};

/// Windows-1252 to UTF-8, by the index of the WHATWG Encoding Standard (the five unused bytes become C1 controls).
void append_windows_1252(std::string& out, std::string_view bytes);

/// `spreadsheet` guards against formula injection: a cell that a spreadsheet would run (= + - @ tab CR, also after blanks) gets a
/// leading apostrophe; plain numbers stay. `exact` keeps every cell as it is, for other programs.
enum class CsvCells { exact, spreadsheet };

/// One row with CRLF, as RFC 4180 section 2 wants it. A cell is quoted only where it must be.
void append_csv_row(std::string& out, std::span<std::string_view const> cells, CsvCells kind = CsvCells::exact);
void append_csv_row(std::string& out, std::initializer_list<std::string_view> cells, CsvCells kind = CsvCells::exact);

}  // namespace cityhall::standards
