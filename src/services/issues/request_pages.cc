#include "services/issues/request_pages.h"

#include "kernel/addresses.h"
#include "kernel/cases/clock.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"
#include "services/issues/public_words.h"
#include "services/issues/story_parts.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html row(Call const& call, RequestListView const& view, PublicCase const& report) {
  auto const cover = view.covers.find(report.id);
  auto const picture = thumbnail(call, cover == view.covers.end() ? nullptr : &cover->second);
  return li(a(cls(picture.empty() ? "" : "with-picture"), href(public_address(report.number)), picture,
              div(public_title(call, report), " ", public_badge(call, report),
                  span(report.place.address, report.place.address.empty() ? "" : " · ", how_long(call.now, report.opened_at), " · ",
                       report.number))));
}

Html zone_select(Call const& call, RequestListView const& view) {
  auto const zones = call.city.zones.get();
  auto const options = each(zones->all(), [&](Zone const& zone) {
    return zone.layer == city_layer ? nothing() : option(value(to_text(zone.id)), selected(to_text(zone.id) == view.query.zone), zone.name);
  });
  return label(_("Area"), select(name("zone"), option(value(""), _("All")), options));
}

Html text_filter(Message const& words, std::string_view field, std::string const& given) {
  return label(words, element("input", {name(field), type("search"), value(given), autocomplete("off")}));
}

Html filter_form(Call const& call, RequestListView const& view) {
  auto const& query = view.query;
  auto const definitions = call.city.definitions.get();
  auto const services = each(definitions->current(), [&](DefinitionPtr const& definition) {
    return option(value(definition->id), selected(definition->id == query.service), definition->title.in(call.language));
  });
  return get_form("/requests", cls("filters"), text_filter(_("Words"), "q", query.words),
                  label(_("Service"), select(name("service"), option(value(""), _("All")), services)), zone_select(call, view),
                  label(_("Status"), select(name("status"), option(value(""), _("All")),
                                            option(value("open"), selected(query.status == "open"), _("Open")),
                                            option(value("closed"), selected(query.status == "closed"), _("Closed")))),
                  text_filter(_("Near this address"), "near", query.near),
                  query.street.empty() ? nothing() : text_filter(_("Street"), "street", query.street),
                  button(type("submit"), cls("quiet"), _("Show")));
}

Html pages_nav(RequestListView const& view) {
  auto const& next = view.page.next;
  if (view.query.before.empty() && !next) return nothing();
  auto const next_path = next ? list_path("/requests", view.query, cursor_of(*next)) : std::string{};
  return nav(cls("pages"), aria("label", _("Pages")),
             view.query.before.empty() ? span() : a(href(list_path("/requests", view.query)), _("Newest")),
             next ? a(href(next_path), rel("next"), view.page.cut ? _("Look further back") : _("Older")) : span());
}

/// A page that ends before it is full says so: nobody takes it for all that there is.
Html cut_note(Call const& call, RequestListView const& view) {
  if (!view.page.cut) return nothing();
  return p(cls("soft"), sentence(_("We looked at the requests back to {date}. There may be older ones."),
                                 {{"date", date_of(call, view.page.next->opened)}}));
}

Html found_list(Call const& call, RequestListView const& view) {
  auto const& rows = view.page.rows;
  if (!rows.empty()) return ul(cls("links"), each(rows, [&](PublicCase const& report) { return row(call, view, report); }));
  if (view.page.cut) return empty_state(_("No requests here so far."), _("Look further back, or choose other filters."));
  return empty_state(_("No requests here."), _("Choose other filters, or report something."));
}

/// What of a list can be followed: the narrowest of its places.
std::string_view kind_of(ListQuery const& query) {
  if (!query.street.empty()) return "street";
  if (!query.near.empty()) return "circle";
  return query.zone.empty() ? "service" : "zone";
}

/// The same list for news readers, spreadsheets and maps, and by mail.
Html other_forms(RequestListView const& view) {
  auto const& query = view.query;
  auto const follow = with_query(
      "/follow",
      {{"kind", kind_of(query)}, {"zone", query.zone}, {"service", query.service}, {"place", query.near}, {"street", query.street}});
  return p(cls("small"), id("feeds"), a(href(follow), _("Follow by mail")), " · ", a(href(list_path("/requests.atom", query)), "Atom"),
           " · ", a(href(list_path("/requests.rss", query)), "RSS"), " · ", a(href(list_path("/requests.csv", query)), "CSV"), " · ",
           a(href(list_path("/requests.geojson", query)), "GeoJSON"));
}

std::string_view mark_kind(PublicCase const& report) { return report.status == CaseStatus::closed ? "fixed" : "open"; }

/// What the page lists, on the map; the moving one has all that the filters leave.
Html list_map(Call const& call, RequestListView const& view) {
  std::vector<MapMark> marks;
  std::vector<Point> points;
  for (auto const& report : view.page.rows) {
    if (!report.place.point) continue;
    points.push_back(*report.place.point);
    marks.push_back({.point = *report.place.point,
                     .kind = mark_kind(report),
                     .href = public_address(report.number),
                     .label = public_title(call, report) + ", " + report.place.address});
  }
  auto const shown = points_view(*call.city.settings.get(), points, 640, 480);
  if (!shown) return nothing();
  auto query = view.query;
  query.before.clear();
  return map_that_opens(call, {*shown, std::move(marks), _("A map of the requests in this list: open ones and fixed ones")},
                        {.points = list_path("/map/requests.geojson", query), .page = "/requests/"});
}

Html followed_note(Call const&, RequestView const& view) {
  if (view.followed == "yes")
    return note("good", p(_("Thank you. You are counted, and you follow this request where we know your address.")));
  if (view.followed == "mail")
    return note("good", group(h2(_("Look into your mail")), p(_("Follow the link in it, and we tell you at each step."))));
  return nothing();
}

Html follow_panel(RequestView const& view) {
  auto const path = public_address(view.report.number);
  return div(cls("panel"), p(_n("{count} person told us", "{count} people told us", static_cast<long>(view.people))),
             view.report.status == CaseStatus::open ? p(a(cls("button"), href(path + "/following"), _("Follow this request"))) : nothing(),
             p(cls("small"), a(href(path + ".atom"), _("As a feed"))));
}

Html promise(Call const& call, PublicCase const& report) {
  return report.due_at && !report.closed_at ? date_of(call, last_moment(*report.due_at)) : nothing();
}

}  // namespace

Response request_list_page(Call const& call, RequestListView const& view) {
  auto const content = group(
      h1(_("Requests")), p(cls("lead read"), _("What people reported, and what the city did. Names and contact details are never shown.")),
      error_summary(view.entered.errors), filter_form(call, view),
      div(cls("split map-beside"), div(cls("beside"), list_map(call, view)),
          div(found_list(call, view), cut_note(call, view), pages_nav(view), other_forms(view))));
  return page(call, {.title = _("Requests"),
                     .content = content,
                     .current = "/requests",
                     .description = call.text(_("What people reported, and what the city did.")),
                     .head = group(link(rel("alternate"), type("application/atom+xml"), href(list_path("/requests.atom", view.query))),
                                   map_script(call))});
}

/// What is handled together: said, so that nobody looks for a report that seems to be gone.
Html together_note(RequestView const& view) {
  auto const& report = view.report;
  if (!view.from.empty())
    return note("good", p(sentence(_("Report {number} is handled together with this one."), {{"number", strong(view.from)}})));
  if (report.together_with.empty()) return nothing();
  auto const main = a(href(public_address(report.together_with)), report.together_with);
  return note("warn", p(sentence(_("This is one of several reports about {number}. What happens there counts here."), {{"number", main}})));
}

Html times_reported(PublicCase const& report) {
  return report.members == 0 ? nothing() : group(_n("{count} time", "{count} times", static_cast<long>(report.members + 1)));
}

Response request_page(Call const& call, RequestView const& view) {
  auto const& report = view.report;
  auto const content = group(
      a(cls("back"), href("/requests"), _("All requests")), followed_note(call, view), together_note(view),
      h1(public_title(call, report), " ", public_badge(call, report)),
      div(cls("split"),
          div(before_and_after(call, report, view.photos), report.description.empty() ? nothing() : p(cls("quote"), report.description),
              section(h2(_("What happened so far")), public_timeline(call, report, view.steps))),
          aside(place_map(call, report.place, report.status == CaseStatus::closed ? "fixed" : "here"),
                div(cls("panel"), facts({{_("Number"), span(cls("reference"), report.number)},
                                         {_("Where"), group(report.place.address)},
                                         {_("Reported"), date_of(call, report.opened_at)},
                                         {_("Told to us"), times_reported(report)},
                                         {_("We aim to finish by"), promise(call, report)},
                                         {_("Department"), group(report.agency)}})),
                follow_panel(view))));
  return page(call, {.title = Text{public_title(call, report) + " " + report.number},
                     .content = content,
                     .current = "/requests",
                     .description = public_title(call, report) + " " + report.place.address,
                     .head = group(link(rel("alternate"), type("application/atom+xml"), href(public_address(report.number) + ".atom")),
                                   map_script(call)),
                     .where = report.place.point});
}

}  // namespace cityhall
