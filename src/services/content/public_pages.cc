#include "services/content/public_pages.h"

#include "kernel/places/zone.h"
#include "services/page/article.h"
#include "services/page/parts.h"
#include "services/page/publications.h"

namespace cityhall::content {
namespace {

using namespace web;
using namespace web::tag;

/// Areas that there are, to choose one.
Html area_form(Call const& call, NewsView const& view) {
  auto const zones = call.city.zones.get();
  auto const options = each(zones->all(), [&](Zone const& zone) {
    return zone.layer == city_layer ? nothing() : option(value(to_text(zone.id)), selected(zone.id == view.zone), zone.name);
  });
  if (options.empty()) return nothing();
  return get_form("/news", cls("filters"), label(_("Area"), select(name("zone"), option(value(""), _("Whole city")), options)),
                  button(type("submit"), cls("quiet"), _("Show")));
}

std::string feed_path(NewsView const& view, std::string_view form) {
  return with_query("/news." + std::string{form}, {{"zone", view.zone ? to_text(view.zone) : std::string{}}});
}

Html feed_links(NewsView const& view) {
  return p(cls("small"), a(href(feed_path(view, "atom")), "Atom"), " · ", a(href(feed_path(view, "rss")), "RSS"));
}

Html alternate(std::string_view media_type, std::string const& path, Message const& words, Call const& call) {
  return link(rel("alternate"), type(media_type), tooltip(call.text(words)), href(path));
}

Html level_of(Publication const& publication) {
  if (publication.kind != PublicationKind::banner) return nothing();
  auto const level = publication.content.level;
  return p(span(cls(level == BannerLevel::emergency ? "badge late"
                    : level == BannerLevel::warning ? "badge soon"
                                                    : "badge open"),
                level_words(level)));
}

/// Since when, until when and where: of news and alerts.
Html dateline(Call const& call, Publication const& publication) {
  auto const area = area_of(call, publication);
  if (publication.kind == PublicationKind::page) return nothing();
  auto const until = publication.kind == PublicationKind::banner && publication.live_until
                         ? group(" · ", sentence(_("Until {time}"), {{"time", time_of(call, *publication.live_until)}}))
                         : nothing();
  auto const from =
      publication.kind == PublicationKind::banner ? time_of(call, publication.live_from) : date_of(call, publication.live_from);
  return p(cls("soft"), from, until, area.empty() ? "" : " · ", area);
}

Html way_back(Publication const& publication) {
  if (publication.kind == PublicationKind::news) return a(cls("back"), href("/news"), _("News"));
  if (publication.kind == PublicationKind::banner) return a(cls("back"), href("/alerts"), _("Alerts"));
  return a(cls("back"), href("/"), _("Start page"));
}

}  // namespace

Response publication_page(Call const& call, Publication const& publication) {
  auto const& text = publication.content.in(call.language);
  auto const other = text.language == call.language ? none() : lang(text.language);
  auto const changed = publication.kind == PublicationKind::page
                           ? p(cls("soft small"), sentence(_("Last changed {date}"), {{"date", date_of(call, publication.updated_at)}}))
                           : nothing();
  auto const summary_words = with_city_words(call, text.summary);
  auto const main = div(cls("read"), way_back(publication),
                        article(other, level_of(publication), h1(text.title), dateline(call, publication),
                                summary_words.empty() ? nothing() : p(cls("lead"), summary_words), publication_body(call, publication)),
                        changed);
  return page(call, {.title = text.title, .content = main, .current = publication.path(), .description = summary_words});
}

Response news_page(Call const& call, NewsView const& view) {
  auto const list = view.items.empty()
                        ? empty_state(_("No news yet."), _("What the city has to tell will stand here. Look at the start page meanwhile."))
                        : ul(cls("cards"), each(view.items, [&](Publication const& item) { return news_card(call, item); }));
  auto const head = group(alternate("application/atom+xml", feed_path(view, "atom"), _("News"), call),
                          alternate("application/rss+xml", feed_path(view, "rss"), _("News"), call));
  return page(call, {.title = _("News"),
                     .content = group(h1(_("News")), area_form(call, view), list, feed_links(view)),
                     .current = "/news",
                     .description = call.text(_("What is new in the city.")),
                     .head = head});
}

Response alerts_page(Call const& call, std::vector<Publication> const& banners) {
  auto const list = banners.empty() ? empty_state(_("All is quiet."), _("There is no alert for any part of the city."))
                                    : ul(cls("links"), each(banners, [&](Publication const& banner) { return banner_item(call, banner); }));
  return page(call, {.title = _("Alerts"),
                     .content = div(cls("read"), h1(_("Alerts")), list),
                     .current = "/alerts",
                     .description = call.text(_("What needs attention in the city now."))});
}

}  // namespace cityhall::content
