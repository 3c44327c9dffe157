#include "services/asset_import.h"

#include <unordered_map>

#include <fmt/format.h>

#include "base/refusal.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

constexpr std::size_t rows_in_unit = 1000;  // some ten milliseconds of the writer's time

class AssetImporter {
 public:
  AssetImporter(City& city, Actor const& actor, AssetImportWish const& wish) : city_{city}, actor_{actor}, wish_{wish} {}

  AssetImportReport run(standards::CsvReader::Source const& source) {
    read_assets(
        source, wish_.form,
        {.take = [&](ReadAsset&& row) { return take(std::move(row)); }, .refuse = [&](TableFault&& fault) { refuse(std::move(fault)); }});
    write();
    if (report_.rows == 0) throw invalid("import.empty", _("The file is empty. Nothing was imported."));
    if (!report_.stopped) finish();
    return std::move(report_);
  }

 private:
  bool take(ReadAsset&& row) {
    auto const [known, fresh] = lines_.try_emplace(row.asset.external_id, row.line);
    if (!fresh) {
      refuse({row.line, fmt::format("the number {} stands on line {} already", known->first, known->second), std::string{row.raw}});
      return true;
    }
    ++report_.rows;
    batch_.push_back(std::move(row.asset));
    if (batch_.size() < rows_in_unit) return true;
    write();
    report_.stopped = wish_.stop && wish_.stop();
    return !report_.stopped;
  }

  void refuse(TableFault&& fault) {
    ++report_.rows;
    report_.faults.push_back(std::move(fault));
  }

  void write() {
    if (batch_.empty()) return;
    auto const done = run_unit(
        city_, actor_, [&](Unit& unit) { return put_assets(unit, batch_); }, store::Lane::bulk);
    report_.count.added += done.added;
    report_.count.updated += done.updated;
    report_.count.unchanged += done.unchanged;
    batch_.clear();
    if (wish_.progress) wish_.progress(report_.rows);
  }

  void finish() {
    AssetImportEnd end{.count = report_.count};
    auto const layer = wish_.form.layer_name();
    end.layer = layer;
    report_.kept_missing = wish_.retire_missing && !report_.faults.empty();
    if (wish_.retire_missing && report_.faults.empty())
      end.still_there = [&](std::string const& external_id) { return lines_.contains(external_id); };
    report_.count = run_unit(
        city_, actor_, [&](Unit& unit) { return finish_asset_import(unit, end); }, store::Lane::bulk);
  }

  City& city_;
  Actor const& actor_;
  AssetImportWish const& wish_;
  AssetImportReport report_{};
  std::vector<cityhall::Asset> batch_{};
  std::unordered_map<std::string, std::uint64_t> lines_{};  // of each number in the file
};

}  // namespace

AssetImportReport import_assets(City& city, Actor const& actor, standards::CsvReader::Source const& source, AssetImportWish const& wish) {
  require(actor, "admin.zones");
  return AssetImporter{city, actor, wish}.run(source);
}

}  // namespace cityhall
