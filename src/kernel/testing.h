#pragma once
// A small city for tests: its own folder, a clock that stands still, two districts, two crews, the shipped services.

#include <memory>

#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/run_unit.h"
#include "store/testing.h"

namespace cityhall {

/// North of latitude 40 lies the district "north", south of it "south"; both between the longitudes -86.2 and -86.0, within 39.9 and 40.1.
class TestCity {
 public:
  /// `services` are ids of the shipped services ("pothole").
  explicit TestCity(std::vector<std::string> const& services = {"pothole"}, std::vector<Consumer> consumers = {});

  City& city() { return *city_; }
  ManualClock& clock() { return clock_; }
  /// Closes the city and opens it again from its folder.
  void reopen();
  /// Closes it and opens it again with somebody who reads photos; without, they are refused as unavailable.
  void take_photos(PhotoWorkshop& workshop);
  /// The database file, for tests that tamper.
  std::filesystem::path database() const { return folder_ / "city.db"; }

  /// Publishes a service file.
  void publish(std::string_view json);
  /// A city with these roles and permissions: dispatcher has all that staff need.
  Actor dispatcher() const;
  Actor crew(CrewId id) const;
  Actor anonymous() const { return {}; }
  CrewId north_crew() const { return north_; }
  CrewId south_crew() const { return south_; }
  ZoneId zone(std::string_view name);

  /// Opens a pothole at that place as somebody on the web.
  OpenedCase pothole(Point where, std::string const& answers = "{}");
  Case load(CaseId id);
  /// Types of the events of a case, in order, with blanks between them.
  std::string events(CaseId id);

  template <class Work>
  auto run(Actor const& actor, Work&& work) {
    return run_unit(*city_, actor, std::forward<Work>(work));
  }
  template <class Work>
  auto view(Actor const& actor, Work&& work) {
    return run_view(*city_, actor, std::forward<Work>(work));
  }

 private:
  void make_places();

  store::TemporaryFolder folder_;
  ManualClock clock_;
  SeededRandom random_{7};
  Translations translations_;
  std::vector<Consumer> consumers_;
  PhotoWorkshop* photos_ = nullptr;
  std::unique_ptr<City> city_;
  CrewId north_, south_;
};

/// A Tuesday, 09:00 in New York.
Time test_morning();
inline constexpr Point in_north{40.05, -86.1};
inline constexpr Point in_south{39.95, -86.1};

}  // namespace cityhall
