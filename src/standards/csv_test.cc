#include "standards/csv.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace cityhall::standards {
namespace {

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> faults;  // "line: reason | raw"
  std::uint64_t converted = 0;
};

Read read(CsvReader& reader) {
  Read out;
  while (auto const* row = reader.next()) {
    if (row->fault.empty()) out.rows.emplace_back(row->fields.begin(), row->fields.end());
    else out.faults.push_back(std::to_string(row->at.line) + ": " + row->fault + " | " + std::string{row->raw});
  }
  out.converted = reader.converted_rows();
  return out;
}

Read read(std::string_view text, CsvOptions options = {}) {
  CsvReader reader{csv_text(text), options};
  return read(reader);
}

/// The same text in pieces of one byte: every row is cut everywhere.
Read read_by_bytes(std::string_view text) {
  CsvReader reader{[text](std::span<char> into) mutable {
    if (text.empty()) return std::size_t{0};
    into.front() = text.front();
    text.remove_prefix(1);
    return std::size_t{1};
  }};
  return read(reader);
}

using Rows = std::vector<std::vector<std::string>>;

TEST(CsvReader, ReadsWhatRfc4180Shows) {
  EXPECT_EQ(read("aaa,bbb,ccc\r\nzzz,yyy,xxx").rows, (Rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
  EXPECT_EQ(read("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx\r\n").rows, (Rows{{"aaa", "b\r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
  EXPECT_EQ(read("\"aaa\",\"b\"\"bb\",\"ccc\"\n").rows, (Rows{{"aaa", "b\"bb", "ccc"}}));
  EXPECT_EQ(read("a,\n,b\n\n\r\n").rows, (Rows{{"a", ""}, {"", "b"}}));
  EXPECT_TRUE(read("").rows.empty());
}

TEST(CsvReader, TakesByteOrderMarkAndBothLineBreaks) {
  EXPECT_EQ(read("\xEF\xBB\xBFid,name\r\n1,x\n2,y").rows, (Rows{{"id", "name"}, {"1", "x"}, {"2", "y"}}));
}

TEST(CsvReader, NamesTheLineAndGoesOn) {
  auto const out = read("a,b\n1,2\n3\n4,\"x\"y\n5,q\"r\n6,7\n8,9,10\n\"multi\nline\",11,12\n13,14\n");
  EXPECT_EQ(out.rows, (Rows{{"a", "b"}, {"1", "2"}, {"6", "7"}, {"13", "14"}}));
  EXPECT_EQ(out.faults, (std::vector<std::string>{
                            "3: 1 columns where 2 are expected | 3", "4: text after the closing quotation mark | 4,\"x\"y",
                            "5: a quotation mark inside a field that is not quoted | 5,q\"r", "7: 3 columns where 2 are expected | 8,9,10",
                            "8: 3 columns where 2 are expected | \"multi\nline\",11,12"}));
}

TEST(CsvReader, LosesNoRowAfterAQuotationMarkThatNeverCloses) {
  auto const out = read("a,b\n1,\"open\n2,x\n3,y\n");
  EXPECT_EQ(out.rows, (Rows{{"a", "b"}, {"2", "x"}, {"3", "y"}}));
  EXPECT_EQ(out.faults, (std::vector<std::string>{"2: a quotation mark opens and never closes | 1,\"open"}));
  auto const closed_later = read("a,b\n1,\"open\n2,x\n3,\"y\"\n");
  EXPECT_EQ(closed_later.rows, (Rows{{"a", "b"}, {"2", "x"}, {"3", "y"}}));
}

TEST(CsvReader, ReadsWindows1252AndSaysSo) {
  auto const out = read("id,name\n1,Pe\xF1" "a\n2,\"\x93" "caf\xE9\x94\"\n3,\xC3\xA9\n");
  EXPECT_EQ(out.rows, (Rows{{"id", "name"}, {"1", "Peña"}, {"2", "“café”"}, {"3", "é"}}));
  EXPECT_EQ(out.converted, 2U);
  EXPECT_EQ(read("a\n\xC3\xA9\n", {.encoding = CsvEncoding::windows_1252}).rows.back().front(), "Ã©");
  EXPECT_EQ(read("a,b\n\xF1,1\n2,2\n", {.encoding = CsvEncoding::utf8}).faults, (std::vector<std::string>{"2: not valid UTF-8 | \xF1,1"}));
}

TEST(CsvReader, RefusesOtherKindsOfFiles) {
  std::string const utf16{"a\0,\0b\0\n\0", 8};
  EXPECT_NE(read(utf16).faults.at(0).find("UTF-16"), std::string::npos);
  EXPECT_NE(read("a,b\rc,d\n").faults.at(0).find("carriage return"), std::string::npos);
}

TEST(CsvReader, HasALimitOnRowsThatNeverEnd) {
  std::string text = "a,b\n1,\"" + std::string(5'000, 'x') + "\n" + std::string(3'000, 'y') + "\n2,3\n";
  auto const out = read(text, {.row_bytes_most = 2'000});
  EXPECT_EQ(out.rows, (Rows{{"a", "b"}, {"2", "3"}}));
  EXPECT_GE(out.faults.size(), 1U);
}

TEST(CsvReader, ResumesInTheMiddle) {
  std::string const text = "a,b\n\"1\n1\",2\n3,4\n5,6\n";
  CsvReader first{csv_text(text)};
  first.next();
  auto const after = first.next()->after;
  EXPECT_EQ(after.line, 4U);
  CsvReader second{csv_text(std::string_view{text}.substr(after.offset)), {.columns = 2, .start = after}};
  auto const* row = second.next();
  EXPECT_EQ(row->at.line, 4U);
  EXPECT_EQ(row->fields.at(0), "3");
}

TEST(CsvHeader, FindsColumnsAndRefusesDoubles) {
  CsvReader good{csv_text(" Id ,name\n")};
  auto const header = CsvHeader::from(*good.next());
  ASSERT_TRUE(header);
  EXPECT_EQ(header->find("ID"), 0);
  EXPECT_EQ(header->find("missing"), -1);
  CsvReader doubled{csv_text("a,A\n")};
  EXPECT_FALSE(CsvHeader::from(*doubled.next()));
}

TEST(CsvWriter, GuardsSpreadsheetsAndLeavesNumbers) {
  std::string out;
  append_csv_row(out, {"=1+1", " \t@SUM(A1)", "-71.05", "-2+3", "+1 555", "\xC2\xA0=x", "plain"}, CsvCells::spreadsheet);
  EXPECT_EQ(out, "'=1+1,\"' \t@SUM(A1)\",-71.05,'-2+3,'+1 555,'\xC2\xA0=x,plain\r\n");
  out.clear();
  append_csv_row(out, {"=1+1", "a\"b", ""});
  EXPECT_EQ(out, "=1+1,\"a\"\"b\",\r\n");
}

TEST(Csv, WhatIsWrittenIsReadAgain) {
  SeededRandom random{7};
  constexpr std::string_view alphabet = "ab,;\"\n\r\t \xC3\xA9=";
  for (int round = 0; round < 2'000; ++round) {
    Rows rows(1 + random.below(4));
    auto const columns = 1 + random.below(4);
    std::string text;
    for (auto& row : rows) {
      for (std::size_t i = 0; i < columns; ++i) {
        std::string cell;
        for (auto n = random.below(6); n > 0; --n) {
          auto const at = random.below(alphabet.size());
          cell += at == 9 || at == 10 ? std::string{"é"} : std::string{alphabet[at]};
        }
        row.push_back(cell);
      }
      std::vector<std::string_view> const views(row.begin(), row.end());
      append_csv_row(text, views);
    }
    ASSERT_EQ(read(text).rows, rows) << text;
    ASSERT_EQ(read_by_bytes(text).rows, rows) << text;
  }
}

TEST(Csv, PiecesMakeNoDifferenceForBrokenText) {
  SeededRandom random{11};
  constexpr std::string_view alphabet = "a,\"\n\r\xE9";
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (auto n = random.below(30); n > 0; --n) text += alphabet[random.below(alphabet.size())];
    auto const whole = read(text);
    auto const pieces = read_by_bytes(text);
    ASSERT_EQ(whole.rows, pieces.rows) << text;
    ASSERT_EQ(whole.faults, pieces.faults) << text;
  }
}

}  // namespace
}  // namespace cityhall::standards
