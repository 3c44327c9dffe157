#include "services/parcel_import.h"

#include <algorithm>
#include <span>

#include "base/refusal.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

constexpr std::size_t parcels_in_unit = 1000;  // some ten milliseconds of the writer's time

class ParcelImporter {
 public:
  ParcelImporter(City& city, Actor const& actor, ParcelImportWish const& wish) : city_{city}, actor_{actor}, wish_{wish} {}

  ParcelImportReport run(ParcelTable table) {
    report_.features = table.features;
    report_.parcels = table.layer.rows().size();
    if (report_.parcels > 0) bring(table);
    report_.faults = std::move(table.faults);
    return std::move(report_);
  }

 private:
  template <class Work>
  auto in_unit(Work&& work) {
    return run_unit(city_, actor_, std::forward<Work>(work), store::Lane::bulk);
  }

  void bring(ParcelTable const& table) {
    for (std::span<ParcelRow const> left{table.layer.rows()}; !left.empty() && !report_.stopped;) {
      auto const some = left.first(std::min(left.size(), parcels_in_unit));
      left = left.subspan(some.size());
      add(in_unit([&](Unit& unit) { return put_parcels(unit, some); }));
      if (wish_.progress) wish_.progress(report_.parcels - left.size(), report_.parcels);
      report_.stopped = !left.empty() && wish_.stop && wish_.stop();
    }
    if (report_.stopped) return;
    remove_gone(table);
    in_unit([&](Unit& unit) { finish_parcel_import(unit, report_.count); });
  }

  void remove_gone(ParcelTable const& table) {
    auto const gone = run_view(city_, actor_, [&](View const& view) {
      return parcels_gone(view, [&](std::string const& number) { return table.layer.has(number) || table.unread.contains(number); });
    });
    for (std::span<ParcelId const> left{gone}; !left.empty();) {
      auto const some = left.first(std::min(left.size(), parcels_in_unit));
      left = left.subspan(some.size());
      in_unit([&](Unit& unit) { remove_parcels(unit, some); });
    }
    report_.count.removed = gone.size();
  }

  void add(ParcelCount const& done) {
    report_.count.added += done.added;
    report_.count.changed += done.changed;
    report_.count.unchanged += done.unchanged;
  }

  City& city_;
  Actor const& actor_;
  ParcelImportWish const& wish_;
  ParcelImportReport report_{};
};

}  // namespace

ParcelImportReport import_parcels(City& city, Actor const& actor, std::string_view geojson, ParcelImportWish const& wish) {
  require(actor, "admin.zones");
  return ParcelImporter{city, actor, wish}.run(read_parcels(geojson, wish.properties));
}

}  // namespace cityhall
