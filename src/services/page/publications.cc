#include "services/page/publications.h"

#include "kernel/files/file.h"
#include "kernel/places/zone.h"
#include "kernel/publications/site.h"
#include "services/page/article.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// A text in another language than the page's says so.
Attr own_language(Call const& call, PublicationText const& text) {
  return text.language == call.language || text.language.empty() ? none() : lang(text.language);
}

std::string_view level_class(BannerLevel level) {
  return level == BannerLevel::emergency ? "banner emergency" : level == BannerLevel::warning ? "banner warning" : "banner";
}

std::string_view level_badge(BannerLevel level) {
  return level == BannerLevel::emergency ? "badge late" : level == BannerLevel::warning ? "badge soon" : "badge open";
}

/// Where a banner leads: the link that was given, else its own page when there is more to read.
std::string banner_link(Call const& call, Publication const& banner) {
  if (!banner.content.link.empty()) return banner.content.link;
  return banner.content.in(call.language).body.empty() ? std::string{} : banner.path();
}

/// Ended, so that the next sentence does not run into it.
std::string as_sentence(std::string text) {
  bool const ended = !text.empty() && std::string_view{".!?:"}.find(text.back()) != std::string_view::npos;
  return ended ? text : text + ".";
}

Html banner_strip(Call const& call, Publication const& banner) {
  auto const& text = banner.content.in(call.language);
  auto const link = banner_link(call, banner);
  auto const area = area_of(call, banner);
  auto const title = as_sentence(area.empty() ? text.title : text.title + ", " + area);
  // Only what may not wait interrupts a screen reader.
  auto const urgent = banner.content.level == BannerLevel::emergency ? role("alert") : none();
  return div(cls(level_class(banner.content.level)), urgent,
             div(cls("frame"), p(own_language(call, text), strong(title), " ", with_city_words(call, text.summary),
                                 link.empty() ? nothing() : group(" ", a(href(link), _("What to do"))))));
}

std::vector<ZoneId> zones_at(Call const& call, std::optional<Point> where) {
  std::vector<ZoneId> zones;
  if (!where) return zones;
  auto const all = call.city.zones.get();
  for (auto const* zone : all->at(*where)) zones.push_back(zone->id);
  return zones;
}

Html dated(Call const& call, Publication const& item) {
  auto const area = area_of(call, item);
  return span(cls("soft small"), date_of(call, item.live_from), area.empty() ? "" : " · ", area);
}

}  // namespace

std::string area_of(Call const& call, Publication const& publication) {
  auto const zones = call.city.zones.get();
  auto const* const zone = zones->find(publication.content.zone);
  return zone == nullptr ? std::string{} : zone->name;
}

Message level_words(BannerLevel level) {
  if (level == BannerLevel::emergency) return _("Emergency");
  return level == BannerLevel::warning ? _("Warning") : _("Information");
}

Html news_card(Call const& call, Publication const& item) {
  auto const& text = item.content.in(call.language);
  auto const image = item.content.picture
                         ? img(file_path(item.content.picture, PhotoSize::medium), decorative(), width(640), height(480), loading("lazy"))
                         : nothing();
  return li(a(cls("card news"), href(item.path()), own_language(call, text), image, strong(text.title),
              p(with_city_words(call, text.summary)), p(dated(call, item))));
}

Html banner_strips(Call const& call, std::optional<Point> where) {
  auto const site = call.city.site.get();
  auto const zones = zones_at(call, where);
  auto const banners = site->banners(call.now, zones);
  if (banners.empty()) return nothing();
  return section(aria("label", _("Notices")), each(banners, [&](Publication const* banner) { return banner_strip(call, *banner); }));
}

Html banner_item(Call const& call, Publication const& banner) {
  auto const& text = banner.content.in(call.language);
  auto const area = area_of(call, banner);
  auto const link = banner_link(call, banner);
  auto const until = banner.live_until ? sentence(_("Until {time}"), {{"time", time_of(call, *banner.live_until)}}) : nothing();
  auto const said = group(text.title, " ", span(cls(level_badge(banner.content.level)), level_words(banner.content.level)),
                          span(area, area.empty() ? "" : ": ", with_city_words(call, text.summary), until.empty() ? "" : " · ", until));
  return li(own_language(call, text), link.empty() ? p(said) : a(href(link), said));
}

Html publication_body(Call const& call, Publication const& publication) {
  auto const& text = publication.content.in(call.language);
  auto const image = publication.content.picture ? figure(cls("photo"), img(file_path(publication.content.picture, PhotoSize::large),
                                                                            Alt{text.picture_words}, width(1600), height(1200)))
                                                 : nothing();
  return div(own_language(call, text), image, markdown_body(call, text.body));
}

}  // namespace cityhall
