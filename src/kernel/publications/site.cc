#include "kernel/publications/site.h"

#include <algorithm>

#include "kernel/publications/publication_rows.h"

namespace cityhall {
namespace {

bool is_live(Publication const& publication, Time now) { return standing_of(publication, now) == Standing::live; }

}  // namespace

Site::Site(std::vector<Publication> banners, std::vector<Publication> linked, std::vector<Time> turns)
    : banners_{std::move(banners)}, linked_{std::move(linked)}, turns_{std::move(turns)} {
  std::stable_sort(banners_.begin(), banners_.end(),
                   [](Publication const& a, Publication const& b) { return a.content.level > b.content.level; });
  std::stable_sort(linked_.begin(), linked_.end(),
                   [](Publication const& a, Publication const& b) { return a.content.position < b.content.position; });
  std::sort(turns_.begin(), turns_.end());
}

std::vector<Publication const*> Site::banners(Time now, std::span<ZoneId const> zones) const {
  std::vector<Publication const*> found;
  for (auto const& banner : banners_) {
    bool const here = !banner.content.zone || std::find(zones.begin(), zones.end(), banner.content.zone) != zones.end();
    if (here && is_live(banner, now)) found.push_back(&banner);
  }
  return found;
}

std::vector<Publication const*> Site::local_banners(Time now) const {
  std::vector<Publication const*> found;
  for (auto const& banner : banners_)
    if (banner.content.zone && is_live(banner, now)) found.push_back(&banner);
  return found;
}

std::vector<Publication const*> Site::links(LinkPlace place, Time now) const {
  std::vector<Publication const*> found;
  for (auto const& page : linked_)
    if (page.content.place == place && is_live(page, now)) found.push_back(&page);
  return found;
}

std::size_t Site::phase(Time now) const {
  return static_cast<std::size_t>(std::upper_bound(turns_.begin(), turns_.end(), now) - turns_.begin());
}

std::shared_ptr<Site const> load_site(store::Reader& reader, Time now) {
  std::vector<Time> turns;
  auto const of_kind = [&](PublicationKind kind) {
    auto found = publications_store::not_ended(reader, kind, now);
    for (auto const& one : found) {
      if (one.live_from > now) turns.push_back(one.live_from);
      if (one.live_until) turns.push_back(*one.live_until);
    }
    return found;
  };
  auto banners = of_kind(PublicationKind::banner);
  auto linked = of_kind(PublicationKind::page);
  of_kind(PublicationKind::news);
  std::erase_if(linked, [](Publication const& page) { return page.content.place == LinkPlace::nowhere; });
  for (auto& page : linked)
    for (auto& text : page.content.texts) text.body.clear();  // a link needs its title only
  return std::make_shared<Site const>(std::move(banners), std::move(linked), std::move(turns));
}

}  // namespace cityhall
