#pragma once
// What the city publishes, as residents see it: cards of news, banners, the text itself. Shared by the start page, the frame of every page
// and the module that has the pages.

#include <vector>

#include "kernel/publications/publication.h"
#include "services/page/page.h"

namespace cityhall {

/// Title, picture, date and area, linked to the item.
web::Html news_card(Call const& call, Publication const& item);
/// One strip for each: for the whole city, and for the part where `where` lies. Nothing when none is in force.
web::Html banner_strips(Call const& call, std::optional<Point> where);
/// As an item of a list: level, area, title, until when.
web::Html banner_item(Call const& call, Publication const& banner);
/// Picture and text, in the reader's language where there is one.
web::Html publication_body(Call const& call, Publication const& publication);
/// "Oak Ridge"; empty for the whole city.
std::string area_of(Call const& call, Publication const& publication);
Message level_words(BannerLevel level);

}  // namespace cityhall
