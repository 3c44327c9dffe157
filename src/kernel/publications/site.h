#pragma once
// What stands on every public page: banners, and links to pages in menu and footer. Held in memory; made anew after each publication.

#include <memory>
#include <span>
#include <vector>

#include "kernel/publications/publication.h"

namespace cityhall {

/// Immutable; safe to ask from many threads.
class Site {
 public:
  Site() = default;
  /// `banners` and `linked` are public and have not ended; `turns` the times at which anything public begins or ends.
  Site(std::vector<Publication> banners, std::vector<Publication> linked, std::vector<Time> turns);

  /// In force at that time: those for the whole city and those for these zones; the gravest first, then the newest.
  std::vector<Publication const*> banners(Time now, std::span<ZoneId const> zones) const;
  /// In force at that time for some part of the city.
  std::vector<Publication const*> local_banners(Time now) const;
  std::vector<Publication const*> links(LinkPlace place, Time now) const;
  /// How many of the turns have passed: pages that were made at equal phases of one Site show the same publications.
  std::size_t phase(Time now) const;

 private:
  std::vector<Publication> banners_;
  std::vector<Publication> linked_;
  std::vector<Time> turns_;  // ascending
};

/// As it stands in this snapshot or transaction.
std::shared_ptr<Site const> load_site(store::Reader& reader, Time now);

}  // namespace cityhall
