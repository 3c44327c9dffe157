#include "standards/csv.h"

#include <array>
#include <cstring>

#include <fmt/format.h>

#include "base/text.h"

namespace cityhall::standards {
namespace {

enum class Meaning : std::uint8_t { text, separator, quote, feed, carriage, nul };
using Meanings = std::array<Meaning, 256>;

Meanings meanings_of(char separator) {
  Meanings table{};
  auto const set = [&](char c, Meaning meaning) { table[static_cast<unsigned char>(c)] = meaning; };
  set('\0', Meaning::nul);
  set('\n', Meaning::feed);
  set('\r', Meaning::carriage);
  set('"', Meaning::quote);
  set(separator, Meaning::separator);
  return table;
}

bool is_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) return false;
  }
  for (; i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  return true;
}

/// A field before it is copied: where it lies in the buffer, without its quotes.
struct Cut {
  char const* begin;
  char const* end;
  bool doubled_quotes;
};

enum class Step { field, row, more, fault };

}  // namespace

// The bytes between `begin_` and `end_` are read but not yet given out. A row is always looked at from its start, so that
// a row that is cut by the end of the buffer is simply read again when more has come.
class CsvReader::Buffer {
 public:
  Buffer(Source source, CsvOptions options)
      : source_{std::move(source)},
        options_{options},
        meanings_{meanings_of(options.separator)},
        bytes_(256U * 1024),
        position_{options.start} {
    row_.fields.reserve(64);
  }

  CsvRow const* next() {
    if (!started_) start();
    skip_empty_lines();
    if (begin_ == end_) return nullptr;
    row_.at = position_;
    row_.fault.clear();
    row_.fields.clear();
    cuts_.clear();
    read_row();
    if (row_.fault.empty()) take_row();
    else skip_line();
    row_.after = position_;
    return &row_;
  }

  std::uint64_t converted = 0;
  std::size_t columns() const { return options_.columns; }

 private:
  Source source_;
  CsvOptions options_;
  Meanings meanings_;
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool started_ = false;
  bool finished_ = false;
  CsvPosition position_;
  CsvRow row_;
  std::vector<Cut> cuts_;
  std::string scratch_;    // fields that had to be rewritten
  char const* at_ = nullptr;
  char const* row_end_ = nullptr;   // without the line break
  std::uint64_t lines_ = 0;         // line breaks inside the row, its own included

  char const* limit() const { return bytes_.data() + end_; }

  void start() {
    started_ = true;
    refill();
    std::string_view const head{bytes_.data(), end_};
    // Spreadsheets write a byte order mark before UTF-8; it is no part of the first name.
    if (options_.start.offset == 0 && head.starts_with("\xEF\xBB\xBF")) advance(3);
  }

  void advance(std::size_t bytes) {
    begin_ += bytes;
    position_.offset += bytes;
  }

  /// False when the source has ended. Everything that points into the buffer is void afterwards.
  bool refill() {
    if (finished_) return false;
    if (begin_ > 0) {
      std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (end_ == bytes_.size()) bytes_.resize(bytes_.size() * 2);
    auto const got = source_(std::span{bytes_}.subspan(end_));
    end_ += got;
    finished_ = got == 0;
    return !finished_;
  }

  void skip_empty_lines() {
    while (begin_ < end_ || refill()) {
      char const c = bytes_[begin_];
      if (c == '\n') {
        advance(1);
        ++position_.line;
      } else if (c == '\r' && (begin_ + 1 < end_ || refill()) && bytes_[begin_ + 1] == '\n') {
        advance(2);
        ++position_.line;
      } else {
        return;
      }
    }
  }

  void fault(std::string why) { row_.fault = std::move(why); }

  void read_row() {
    for (;;) {
      at_ = bytes_.data() + begin_;
      lines_ = 0;
      cuts_.clear();
      Step step = Step::field;
      while (step == Step::field) step = read_field();
      if (step != Step::more) return;
      if (end_ - begin_ > options_.row_bytes_most) return fault(too_long());
      refill();
    }
  }

  std::string too_long() const {
    return fmt::format("the row is longer than {} bytes; a quotation mark that never closes is the usual cause", options_.row_bytes_most);
  }

  Step read_field() {
    if (cuts_.size() == options_.columns_most) return fail("the row has more columns than any table");
    if (at_ < limit() && *at_ == '"') return read_quoted();
    return read_plain();
  }

  Step fail(std::string why) {
    fault(std::move(why));
    return Step::fault;
  }

  Step end_of_row(char const* end, std::size_t line_break) {
    row_end_ = end;
    at_ = end + line_break;
    lines_ += line_break > 0 ? 1 : 0;
    return Step::row;
  }

  // RFC 4180, section 2, rule 5: "If fields are not enclosed with double quotes, then double quotes may not appear inside the fields."
  Step read_plain() {
    char const* const from = at_;
    char const* p = at_;
    char const* const stop = limit();
    while (p != stop && meanings_[static_cast<unsigned char>(*p)] == Meaning::text) ++p;
    if (p == stop && !finished_) return Step::more;
    cuts_.push_back({from, p, false});
    return after_field(p, "a quotation mark inside a field that is not quoted");
  }

  // Rule 7: "a double-quote appearing inside a field must be escaped by preceding it with another double quote."
  Step read_quoted() {
    char const* const from = at_ + 1;
    char const* p = from;
    char const* const stop = limit();
    bool doubled = false;
    for (;; ++p) {
      while (p != stop && *p != '"' && *p != '\n' && *p != '\0') ++p;
      if (p == stop) return finished_ ? fail("a quotation mark opens and never closes") : Step::more;
      if (*p == '\0') return fail("a NUL character");
      if (*p == '\n') {
        ++lines_;
        continue;
      }
      if (p + 1 == stop && !finished_) return Step::more;
      if (p + 1 == stop || p[1] != '"') break;
      doubled = true;
      ++p;
    }
    cuts_.push_back({from, p, doubled});
    return after_field(p + 1, "text after the closing quotation mark");
  }

  Step after_field(char const* p, char const* otherwise) {
    char const* const stop = limit();
    if (p == stop) return finished_ ? end_of_row(p, 0) : Step::more;
    switch (meanings_[static_cast<unsigned char>(*p)]) {
      case Meaning::separator: at_ = p + 1; return Step::field;
      case Meaning::feed: return end_of_row(p, 1);
      case Meaning::nul: return fail("a NUL character; the file may be UTF-16: save it as UTF-8");
      case Meaning::carriage:
        if (p + 1 == stop && !finished_) return Step::more;
        if (p + 1 == stop) return end_of_row(p, 1);
        if (p[1] == '\n') return end_of_row(p, 2);
        return fail("a carriage return without a line feed");
      case Meaning::quote:
      case Meaning::text: break;
    }
    return fail(otherwise);
  }

  // Rule 4: "Each line should contain the same number of fields throughout the file."
  void check_columns() {
    if (options_.columns == 0) options_.columns = cuts_.size();
    if (row_.raw.size() > options_.row_bytes_most) fault(too_long());
    else if (cuts_.size() != options_.columns) fault(fmt::format("{} columns where {} are expected", cuts_.size(), options_.columns));
  }

  void take_row() {
    char const* const from = bytes_.data() + begin_;
    row_.raw = {from, static_cast<std::size_t>(row_end_ - from)};
    check_columns();
    if (row_.fault.empty()) decode();
    advance(static_cast<std::size_t>(at_ - from));
    position_.line += lines_;
  }

  void decode() {
    bool const utf8 = is_ascii(row_.raw) || (options_.encoding != CsvEncoding::windows_1252 && is_utf8(row_.raw));
    if (!utf8 && options_.encoding == CsvEncoding::utf8) return fault("not valid UTF-8");
    if (!utf8 && options_.encoding == CsvEncoding::automatic) ++converted;
    fill_fields(!utf8);
  }

  void fill_fields(bool convert) {
    scratch_.clear();
    // A byte of Windows-1252 takes at most three in UTF-8; with this reserve the views into scratch_ never move.
    scratch_.reserve(row_.raw.size() * (convert ? 3 : 1));
    for (auto const& cut : cuts_) {
      std::string_view const field{cut.begin, static_cast<std::size_t>(cut.end - cut.begin)};
      row_.fields.push_back(!cut.doubled_quotes && (!convert || is_ascii(field)) ? field : rewritten(cut, convert));
    }
  }

  std::string_view rewritten(Cut const& cut, bool convert) {
    auto const from = scratch_.size();
    for (char const* p = cut.begin; p != cut.end; ++p) {
      if (convert) append_windows_1252(scratch_, {p, 1});
      else scratch_ += *p;
      if (*p == '"') ++p;  // the second of a pair
    }
    return std::string_view{scratch_}.substr(from);
  }

  /// After a fault: on to the first line break after the row's first byte. When a quotation mark is broken, this loses no later row.
  void skip_line() {
    std::size_t scanned = 0;
    for (;;) {
      auto const* const from = bytes_.data() + begin_;
      auto const* const found = static_cast<char const*>(std::memchr(from + scanned, '\n', end_ - begin_ - scanned));
      if (found != nullptr) return give_up(static_cast<std::size_t>(found - from), 1);
      scanned = end_ - begin_;
      if (scanned > options_.row_bytes_most) return skip_endless_line();
      if (!refill()) return give_up(scanned, 0);
    }
  }

  /// A line beyond the limit: its start is kept for the report, the rest is read and forgotten.
  void skip_endless_line() {
    scratch_.assign(bytes_.data() + begin_, 1'000);
    row_.raw = scratch_;
    do {
      auto const* const from = bytes_.data() + begin_;
      auto const* const found = static_cast<char const*>(std::memchr(from, '\n', end_ - begin_));
      if (found != nullptr) {
        advance(static_cast<std::size_t>(found - from) + 1);
        ++position_.line;
        return;
      }
      advance(end_ - begin_);
    } while (refill());
  }

  void give_up(std::size_t bytes, std::size_t line_break) {
    std::string_view const raw{bytes_.data() + begin_, bytes};
    row_.raw = raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw;
    advance(bytes + line_break);
    position_.line += line_break;
  }
};

CsvReader::CsvReader(Source source, CsvOptions options) : buffer_{std::make_unique<Buffer>(std::move(source), options)} {}
CsvReader::~CsvReader() = default;
CsvRow const* CsvReader::next() { return buffer_->next(); }
std::uint64_t CsvReader::converted_rows() const { return buffer_->converted; }
std::size_t CsvReader::columns() const { return buffer_->columns(); }

}  // namespace cityhall::standards
