#pragma once
// Rows on their way from the reading thread to the writer.

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "kernel/cases/import.h"
#include "services/table_fault.h"
#include "standards/csv.h"

namespace cityhall::imports {

using Reject = TableFault;

/// Some hundred rows with the texts that they refer to.
class Batch {
 public:
  explicit Batch(standards::CsvPosition start) : from{start}, after{start} {}

  standards::CsvPosition from;   // where its first row begins
  standards::CsvPosition after;  // where the next batch begins
  std::vector<ImportedCase> cases{};
  std::vector<std::uint64_t> lines{};  // of each case
  std::vector<std::string> raws{};     // of each case, for the list of rejects
  std::vector<Reject> rejects{};       // rows that could not be read

  /// A copy that lives as long as the batch.
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (room_ < text.size()) grow(text.size());
    auto* const at = blocks_.back().get() + used_;
    std::memcpy(at, text.data(), text.size());
    used_ += text.size();
    room_ -= text.size();
    return {at, text.size()};
  }

 private:
  void grow(std::size_t least) {
    constexpr std::size_t block_bytes = 64U * 1024;
    room_ = std::max(least, block_bytes);
    used_ = 0;
    blocks_.push_back(std::make_unique<char[]>(room_));
  }
  std::vector<std::unique_ptr<char[]>> blocks_{};
  std::size_t used_ = 0;
  std::size_t room_ = 0;
};

}  // namespace cityhall::imports
