#pragma once
// The routes of those who read, and what is found by words.

#include "services/module.h"

namespace cityhall::content {

/// GET /pages/{page}
web::Response show_page(Call& call);
/// GET /news?zone=, /news/{item}, /news.{format}
web::Response show_news(Call& call);
web::Response show_item(Call& call);
web::Response show_feed(Call& call);
/// GET /alerts, /alerts/{alert}
web::Response show_alerts(Call& call);
web::Response show_alert(Call& call);

std::vector<Found> find_pages(Call const& call, std::string_view words, std::size_t most);
std::vector<Found> find_news(Call const& call, std::string_view words, std::size_t most);
std::vector<Found> find_alerts(Call const& call, std::string_view words, std::size_t most);

}  // namespace cityhall::content
