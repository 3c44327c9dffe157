#pragma once
// The first look at a file, before anything is written: what it is, and which services its rows need.

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "services/imports/columns.h"

namespace cityhall::imports {

/// Counts of words, to find the usual one.
class Tally {
 public:
  void add(std::string_view word);
  /// The most frequent word (of equals the first in order), or empty.
  std::string_view usual() const;

 private:
  std::map<std::string, std::size_t, std::less<>> counts_;
};

/// A kind of request, as the other system calls it.
struct SurveyedService {
  std::size_t rows = 0;
  Tally owner{};
  Tally queue{};
  Tally group{};
  Tally promise_hours{};  // between opening and due time
};

struct Survey {
  std::string hash{};     // of the table's bytes: tells whether a broken import goes on
  std::uint64_t bytes = 0;
  std::uint64_t rows = 0; // good and bad, without the header
  std::vector<std::string> header{};
  std::map<std::string, SurveyedService, std::less<>> services{};
};

/// Reads the whole file once (some hundred MB a second). `on_bytes` is told how far it is and may be empty.
/// Throws Refusal(invalid): not a table, wrong columns.
Survey survey(std::filesystem::path const& file, Profile const& profile, std::function<void(std::uint64_t)> const& on_bytes);

/// The limits and words that both readings of a file use.
standards::CsvOptions csv_options(Profile const& profile);

}  // namespace cityhall::imports
