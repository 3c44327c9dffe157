#include "services/portal/module.h"

#include "services/portal/closures.h"
#include "services/portal/handlers.h"
#include "services/portal/search.h"

namespace cityhall {

namespace {

std::vector<Route> closures_routes() {
  using namespace std::chrono_literals;
  using enum web::Method;
  return {
      {.method = GET,
       .path = "/closures",
       .permission = "public",
       .access = Access::read,
       .handler = show_closures,
       .summary = _("Days when we are closed"),
       .cached = 60s},
      {.method = GET,
       .path = "/closures.ics",
       .permission = "public",
       .access = Access::read,
       .handler = show_closures_calendar,
       .summary = _("The days on which city hall is closed, as a calendar"),
       .cached = 60s},
  };
}

std::vector<Route> portal_routes() {
  using namespace std::chrono_literals;
  using enum web::Method;
  return {
      {.method = GET,
       .path = "/",
       .permission = "public",
       .access = Access::read,
       .handler = show_home,
       .summary = _("The start page"),
       .cached = 5s},
      {.method = GET,
       .path = "/services",
       .permission = "public",
       .access = Access::read,
       .handler = show_services,
       .summary = _("All services by topic or from A to Z, or those that fit the words"),
       .cached = 60s},
      {.method = GET,
       .path = "/services/{service}",
       .permission = "public",
       .access = Access::read,
       .handler = show_service,
       .summary = _("One service: what it needs, how long it takes, what it costs"),
       .cached = 60s},
      {.method = GET,
       .path = "/search",
       .permission = "public",
       .access = Access::read,
       .handler = show_search,
       .summary = _("Everything public that fits the words: services, answers, pages, news, requests")},
      {.method = GET,
       .path = "/favicon.svg",
       .permission = "public",
       .access = Access::read,
       .handler = show_icon,
       .summary = _("The icon of the site")},
      // Where browsers look on their own beside what is no page: a drawing, a feed.
      {.method = GET,
       .path = "/favicon.ico",
       .permission = "public",
       .access = Access::read,
       .handler = show_icon,
       .summary = _("The icon of the site")},
      {.method = GET,
       .path = "/sitemap.xml",
       .permission = "public",
       .access = Access::read,
       .handler = show_sitemap,
       .summary = _("Every public page, for search engines"),
       .cached = 60s},
      {.method = GET,
       .path = "/robots.txt",
       .permission = "public",
       .access = Access::read,
       .handler = show_robots,
       .summary = _("What search engines may read")},
  };
}

}  // namespace

Module portal_module() {
  auto routes = portal_routes();
  for (auto&& route : closures_routes()) routes.push_back(route);
  return {.name = "portal", .title = _("Portal"), .routes = std::move(routes), .search = {{_("Services"), find_offered}}};
}

}  // namespace cityhall
