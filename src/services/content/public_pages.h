#pragma once
// Pages, news and alerts as residents read them.

#include <vector>

#include "kernel/publications/publication.h"
#include "services/page/page.h"

namespace cityhall::content {

/// A page, an item of news or an alert.
web::Response publication_page(Call const& call, Publication const& publication);

struct NewsView {
  std::vector<Publication> items{};
  ZoneId zone{};  // only what is about it
};
/// The list with its feeds.
web::Response news_page(Call const& call, NewsView const& view);
/// All banners in force, of each part of the city.
web::Response alerts_page(Call const& call, std::vector<Publication> const& banners);

}  // namespace cityhall::content
