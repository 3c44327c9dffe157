#include "services/imports/survey.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/refusal.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "services/imports/source.h"

namespace cityhall::imports {
namespace {

/// The hash of a stream: each block is hashed together with the hash before it, so nothing has to be kept.
class ChainedHash {
 public:
  void add(std::string_view bytes) {
    block_ += bytes;
    while (block_.size() >= block_bytes) {
      hash_ = sha256(hash_ + block_.substr(0, block_bytes));
      block_.erase(0, block_bytes);
    }
  }
  std::string finish() { return to_hex(sha256(hash_ + block_)); }

 private:
  static constexpr std::size_t block_bytes = 1U << 20U;
  std::string hash_;
  std::string block_;
};

void note(SurveyedService& service, standards::CsvRow const& row, Columns const& columns) {
  static TimeZone const utc{"UTC"};  // only differences count here
  ++service.rows;
  service.owner.add(columns.cell(row, Fact::owner));
  service.queue.add(columns.cell(row, Fact::queue));
  service.group.add(columns.cell(row, Fact::group));
  auto const opened = parse_time(columns.cell(row, Fact::opened), utc);
  auto const due = parse_time(columns.cell(row, Fact::due), utc);
  if (!opened || !due || *due < *opened) return;
  service.promise_hours.add(std::to_string(std::chrono::round<std::chrono::hours>(*due - *opened).count()));
}

Columns read_header(standards::CsvReader& reader, Profile const& profile, Survey& out) {
  auto const* const row = reader.next();
  if (row == nullptr) throw invalid("import.empty", _("The file is empty. Nothing was imported."));
  auto const header = row->fault.empty() ? standards::CsvHeader::from(*row) : Error{"line 1: " + row->fault};
  if (!header)
    throw invalid("import.header",
                  _("The first line is no list of columns: {fault}. Nothing was imported.").with("fault", header.error().what),
                  _("The first line of the file must name its columns, separated by commas."));
  out.header = header->names();
  return {profile, *header};
}

}  // namespace

void Tally::add(std::string_view word) {
  if (word.empty()) return;
  auto const found = counts_.find(word);
  if (found == counts_.end()) counts_.emplace(word, 1);
  else ++found->second;
}

std::string_view Tally::usual() const {
  auto const best = std::max_element(counts_.begin(), counts_.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
  return best == counts_.end() ? std::string_view{} : std::string_view{best->first};
}

standards::CsvOptions csv_options(Profile const& profile) { return {.separator = profile.separator}; }

Survey survey(std::filesystem::path const& file, Profile const& profile, std::function<void(std::uint64_t)> const& on_bytes) {
  Survey out;
  ChainedHash hash;
  auto const table = open_table(file);
  standards::CsvReader reader{[&](std::span<char> into) {
                                auto const got = table->read(into);
                                hash.add({into.data(), got});
                                out.bytes += got;
                                if (on_bytes) on_bytes(out.bytes);
                                return got;
                              },
                              csv_options(profile)};
  auto const columns = read_header(reader, profile, out);
  while (auto const* row = reader.next()) {
    ++out.rows;
    if (!row->fault.empty()) continue;
    auto const name = columns.cell(*row, Fact::service);
    if (name.empty()) continue;
    auto found = out.services.find(name);
    if (found == out.services.end()) found = out.services.emplace(name, SurveyedService{}).first;
    note(found->second, *row, columns);
  }
  out.hash = hash.finish();
  return out;
}

}  // namespace cityhall::imports
