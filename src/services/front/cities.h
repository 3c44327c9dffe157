#pragma once
// The cities that one process serves. A city is found by the request's host name.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/city.h"
#include "services/front/page_cache.h"
#include "services/module.h"
#include "web/live.h"

namespace cityhall {

class JobRunner;

/// A city as it is served: with its open live streams, its finished pages, and its background work.
class ServedCity {
 public:
  ServedCity(std::string slug, std::filesystem::path const& folder, CityParts const& parts, std::span<Module const> modules);
  ~ServedCity();

  std::string const& slug() const { return slug_; }
  City& city() { return *city_; }
  web::LiveHub& live() { return live_; }
  PageCache& pages() { return pages_; }
  /// Begins consumers and jobs; until then (tests) nothing runs by itself.
  void start_jobs();
  void stop_jobs();

 private:
  std::string slug_;
  std::unique_ptr<City> city_;
  web::LiveHub live_;
  PageCache pages_;
  std::span<Module const> modules_;
  std::unique_ptr<JobRunner> jobs_;
};

class Cities {
 public:
  ServedCity& add(std::unique_ptr<ServedCity> city);
  /// Null when no city answers to that name. A city without host names answers to that of its base address; alone, to every name.
  ServedCity* by_host(std::string_view host) const;
  std::vector<std::unique_ptr<ServedCity>> const& all() const { return cities_; }

 private:
  std::vector<std::unique_ptr<ServedCity>> cities_;
};

/// The topics on which an event is announced: "case/<id>", "crew/<id>", "desk".
std::vector<std::string> live_topics(Event const& event);

}  // namespace cityhall
