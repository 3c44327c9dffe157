#include "services/content/public_handlers.h"

#include "services/content/public_pages.h"
#include "services/page/article.h"
#include "services/page/feed.h"

namespace cityhall::content {
namespace {

constexpr std::size_t news_shown = 60;

/// An earlier address leads to the present one.
web::Response show(Call const& call, PublicationKind kind, std::string_view slug) {
  auto const found = live_publication(call.view(), kind, slug, call.now);
  if (found.content.slug != slug) return web::moved_permanently(found.path());
  return publication_page(call, found);
}

NewsView news_asked(Call const& call) {
  NewsView view{.zone = ZoneId{parse_id(call.request.query.get("zone"))}};
  view.items = live_publications(call.view(), {.kind = PublicationKind::news, .zone = view.zone, .most = news_shown}, call.now);
  return view;
}

std::vector<Found> found_of(Call const& call, PublicationKind kind, std::string_view words, std::size_t most) {
  std::vector<Found> found;
  for (auto const& one : find_live_publications(call.view(), {.kind = kind, .words = std::string{words}, .most = most}, call.now)) {
    auto const& text = one.content.in(call.language);
    found.push_back({.title = text.title, .path = one.path(), .about = with_city_words(call, text.summary)});
  }
  return found;
}

}  // namespace

web::Response show_page(Call& call) { return show(call, PublicationKind::page, call.path_value("page")); }
web::Response show_item(Call& call) { return show(call, PublicationKind::news, call.path_value("item")); }
web::Response show_alert(Call& call) { return show(call, PublicationKind::banner, call.path_value("alert")); }

web::Response show_news(Call& call) { return news_page(call, news_asked(call)); }

web::Response show_feed(Call& call) {
  auto const format = call.path_value("format");
  if (format != "atom" && format != "rss") throw not_found();
  auto const view = news_asked(call);
  auto const settings = call.city.settings.get();
  Feed news{.id = settings->base_url + "/news",
            .title = settings->name + ": " + call.text(_("News")),
            .self = settings->base_url + call.request.target};
  for (auto const& item : view.items) {
    auto const& text = item.content.in(call.language);
    auto const address = settings->base_url + item.path();
    news.entries.push_back({address, text.title, address, with_city_words(call, text.summary), item.live_from});
  }
  return answer_feed(call, news, format == "rss" ? FeedKind::rss : FeedKind::atom);
}

web::Response show_alerts(Call& call) {
  return alerts_page(call, live_publications(call.view(), {.kind = PublicationKind::banner, .most = 100}, call.now));
}

std::vector<Found> find_pages(Call const& call, std::string_view words, std::size_t most) {
  return found_of(call, PublicationKind::page, words, most);
}
std::vector<Found> find_news(Call const& call, std::string_view words, std::size_t most) {
  return found_of(call, PublicationKind::news, words, most);
}
std::vector<Found> find_alerts(Call const& call, std::string_view words, std::size_t most) {
  return found_of(call, PublicationKind::banner, words, most);
}

}  // namespace cityhall::content
