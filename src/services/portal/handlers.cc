#include "services/portal/handlers.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/definitions/offered.h"
#include "kernel/knowledge/article.h"
#include "kernel/publications/site.h"
#include "kernel/search/search.h"
#include "services/page/look.h"
#include "services/portal/pages.h"
#include "services/portal/topic_pages.h"

namespace cityhall {
namespace {

constexpr std::size_t cards_on_home = 8;

std::vector<DefinitionPtr> offered(Call const& call) { return offered_through(*call.city.definitions.get(), "web", call.language); }

WeekSum week_sum(std::vector<ServiceFigures> const& rows) {
  WeekSum sum;
  for (auto const& row : rows) {
    sum.opened += row.opened;
    sum.closed += row.closed;
    sum.on_time += row.on_time;
    sum.promised += row.promised;
  }
  return sum;
}

std::vector<Publication> local_alerts(Call const& call) {
  std::vector<Publication> alerts;
  auto const site = call.city.site.get();
  for (auto const* banner : site->local_banners(call.now)) alerts.push_back(*banner);
  return alerts;
}

Topic const& known(std::span<Topic const> topics, std::string_view id) {
  auto const* topic = find_topic(topics, id);
  if (topic == nullptr) throw not_found(_("There is no such topic here."), _("Look through the list of services."));
  return *topic;
}

web::Response found_services(Call& call, std::string const& words) {
  std::vector<DefinitionPtr> found;
  for (auto const& hit : find_services(call.city, words, 12))
    if (hit.definition->offers("web")) found.push_back(hit.definition);
  return services_page(call, {.words = shorten(words, 80), .services = found});
}

}  // namespace

web::Response show_home(Call& call) {
  auto lately = figures(call.view(), call.now);
  auto const week = week_sum(lately);
  auto const services = offered(call);
  auto const used = most_used(services, lately, cards_on_home);
  std::erase_if(lately, [](auto const& row) { return row.closed == 0; });
  std::sort(lately.begin(), lately.end(), [](auto const& a, auto const& b) { return a.closed > b.closed; });
  if (lately.size() > 6) lately.resize(6);
  auto const picture = FileId{parse_id(call.city.settings.get()->look.hero_picture)};
  return home_page(call, {.offered = services,
                          .most_used = used,
                          .recent = recent_cases(call.view(), 60),
                          .figures = lately,
                          .week = week,
                          .news = live_publications(call.view(), {.kind = PublicationKind::news, .most = 4}, call.now),
                          .alerts = local_alerts(call),
                          .picture = picture ? find_file(call.view(), picture) : std::nullopt});
}

web::Response show_services(Call& call) {
  auto const& query = call.request.query;
  auto const words = std::string{trim(query.get("q"))};
  if (!words.empty()) return found_services(call, words);
  auto const services = offered(call);
  if (auto const group = query.get("group"); !group.empty())
    return topic_page(call, known(shipped_groups(), group), in_group(services, group));
  if (auto const situation = query.get("situation"); !situation.empty())
    return topic_page(call, known(shipped_situations(), situation), in_situation(services, situation));
  return query.get("order") == "a-z" ? alphabet_page(call, services) : overview_page(call, services);
}

web::Response show_service(Call& call) {
  auto const definition = call.city.definitions.get()->find(call.path_value("service"));
  if (!definition || !definition->offers("web"))
    throw not_found(_("There is no such service here."), _("Look through the list of services."));
  std::optional<ServiceFigures> own;
  for (auto const& row : figures(call.view(), call.now, 90))
    if (row.service == definition->id) own = row;
  auto articles = find_articles(call.view(), {.service = definition->id, .most = 5}, call.language);
  std::erase_if(articles, [](Article const& article) { return article.audience == ArticleAudience::staff; });
  return service_page(call, {.definition = definition, .figures = own, .articles = std::move(articles)});
}

web::Response show_icon(Call& call) {
  auto response = web::text(seal_icon(call.city.settings.get()->look));
  response.headers.set("Content-Type", "image/svg+xml");
  web::cache_for(response, 3600);
  return response;
}

web::Response show_sitemap(Call& call) {
  auto const base = call.city.settings.get()->base_url;
  std::string places;
  auto const add = [&](std::string const& path) {
    places += "<url><loc>" + base + path + "</loc></url>\n";
  };  // ids and slugs need no escaping
  for (auto const* path : {"/", "/services", "/requests", "/help", "/news", "/alerts"}) add(path);
  for (auto const& service : offered(call)) add("/services/" + service->id);
  for (auto const& article : find_articles(call.view(), {.most = 10'000}, call.language))
    if (article.audience == ArticleAudience::public_) add("/help/" + article.slug);
  for (auto const kind : {PublicationKind::page, PublicationKind::news})
    for (auto const& one : live_publications(call.view(), {.kind = kind, .most = 10'000}, call.now)) add(one.path());
  return web::xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" + places +
                  "</urlset>\n");
}

web::Response show_robots(Call& call) {
  return web::text(
      "User-agent: *\nDisallow: /track/\nDisallow: /reports/\nDisallow: /desk\nDisallow: /field\nDisallow: /admin\nAllow: /\nSitemap: " +
      call.city.settings.get()->base_url + "/sitemap.xml\n");
}

}  // namespace cityhall
