#include "services/content/module.h"

#include "services/content/handlers.h"
#include "services/content/public_handlers.h"

namespace cityhall {
namespace {

using enum web::Method;
using std::chrono_literals::operator""s;

constexpr std::size_t content_body_max = 27'000'000;  // with a picture

/// A page that all see alike; a publication ends the copy that is kept, and so does the time at which one begins or ends.
Route shown_to_all(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = GET,
          .path = path,
          .permission = "public",
          .access = Access::read,
          .handler = handler,
          .summary = std::move(summary),
          .cached = 60s};
}

Route seen_by_writers(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = GET,
          .path = path,
          .permission = "content.write",
          .access = Access::read,
          .handler = handler,
          .summary = std::move(summary)};
}

Route act(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {
      .method = POST, .path = path, .permission = permission, .access = Access::write, .handler = handler, .summary = std::move(summary)};
}

Route writes(std::string_view path, Message summary) {
  auto route = act(path, "content.write", content::write, std::move(summary));
  route.body_bytes_max = content_body_max;
  route.takes_photos = true;
  route.redisplay = content::write_again;
  return route;
}

/// No writer waits while the text is reviewed and laid out. A picture is kept, so that it need not be sent twice.
Route previews(std::string_view path, Message summary) {
  auto route = writes(path, std::move(summary));
  route.access = Access::apart;
  route.handler = content::preview;
  return route;
}

/// While somebody types: reads nothing but the text.
Route reviews() {
  auto route = act("/desk/content/review", "content.write", content::show_review, _("What a text would be told"));
  route.access = Access::read;
  route.body_bytes_max = 200'000;
  return route;
}

}  // namespace

Module content_module() {
  return {.name = "content",
          .title = _("Website"),
          .permissions = {{"content.write", _("Write pages, news and banners"), {"manager", "administrator"}},
                          {"content.publish", _("Publish pages, news and banners, and take them down"), {"manager", "administrator"}}},
          .publishes = {"publication.saved", "publication.published", "publication.withdrawn"},
          .routes = {shown_to_all("/pages/{page}", content::show_page, _("A page that the city wrote")),
                     shown_to_all("/news", content::show_news, _("What is new, in the whole city or one area")),
                     shown_to_all("/news.{format}", content::show_feed, _("The news as Atom or RSS")),
                     shown_to_all("/news/{item}", content::show_item, _("One item of news")),
                     shown_to_all("/alerts", content::show_alerts, _("Every alert in force")),
                     shown_to_all("/alerts/{alert}", content::show_alert, _("One alert: what to do")),
                     seen_by_writers("/desk/content", content::show_list, _("All pages, news or banners")),
                     seen_by_writers("/desk/content/new", content::show_new, _("Where a page, an item of news or a banner is begun")),
                     reviews(), writes("/desk/content", _("Write a page, an item of news or a banner; publish it")),
                     previews("/desk/content/new/preview", _("See how a new page, item of news or banner will look")),
                     seen_by_writers("/desk/content/{publication}", content::show_editor,
                                     _("A page, an item of news or a banner with its versions")),
                     writes("/desk/content/{publication}", _("Change it, or publish it")),
                     previews("/desk/content/{publication}/preview", _("See how it will look when it is changed")),
                     act("/desk/content/{publication}/withdrawal", "content.publish", content::take_down, _("Take it down")),
                     act("/desk/content/{publication}/restoration", "content.write", content::restore, _("Take up an earlier version")),
                     seen_by_writers("/desk/content/{publication}/comparison", content::show_comparison,
                                     _("What changed between two versions"))},
          .menu = {{_("Website"), "/desk/content", "content.write"}},
          .search = {{_("Alerts"), content::find_alerts}, {_("Pages"), content::find_pages}, {_("News"), content::find_news}}};
}

}  // namespace cityhall
