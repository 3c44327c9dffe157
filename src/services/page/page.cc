#include "services/page/page.h"

#include "base/time_zone.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/bell/bell.h"
#include "kernel/publications/site.h"
#include "services/module.h"
#include "services/page/dates.h"
#include "services/page/kiosk.h"
#include "services/page/language_switch.h"
#include "services/page/look.h"
#include "services/page/parts.h"
#include "services/page/publications.h"
#include "services/page/unfinished.h"
#include "web/security.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html menu_link(Page const& parts, std::string_view path, Text const& label) {
  return li(a(href(path), parts.current == path ? aria("current", "page") : none(), label.html()));
}

Html sign_out(Call const& call) {
  return li(post_form({.action = "/sign-out", .csrf_token = call.csrf_token}, button(type("submit"), cls("plain"), _("Sign out"))));
}

/// Links to the pages that a clerk put there.
Html page_links(Call const& call, Page const& parts, LinkPlace place) {
  auto const site = call.city.site.get();
  return each(site->links(place, call.now),
              [&](Publication const* page) { return menu_link(parts, page->path(), page->content.in(call.language).title); });
}

Html resident_menu(Call const& call, Page const& parts) {
  bool const known = call.actor.kind == ActorKind::resident;
  return ul(cls("menu"), menu_link(parts, "/services", _("Services")), menu_link(parts, "/requests", _("Requests")),
            menu_link(parts, "/help", _("Answers")), page_links(call, parts, LinkPlace::menu),
            call.actor.may("delegates.report") ? menu_link(parts, "/delegates", _("For delegates")) : nothing(),
            call.actor.is_staff() ? menu_link(parts, "/work", _("My work")) : menu_link(parts, "/my-requests", _("My requests")),
            known || call.actor.is_staff() ? sign_out(call) : nothing());
}

/// On a phone: the city and the other language in a row, below them the folded menu and the button that is always there.
Html resident_top(Call const& call, Page const& parts, bool is_form) {
  auto const report =
      a(cls("button begin"), href("/report"), parts.current == "/report" ? aria("current", "page") : none(), _("Report a problem"));
  return group(div(cls("other-language"), language_switch(call, is_form)),
               nav(aria("label", _("Main menu")), folded_when_narrow("menu-fold", _("Menu"), resident_menu(call, parts)), report));
}

/// With the number of what was not read yet.
Html bell_link(Call const& call, Page const& parts) {
  auto const unread = unread_bells(call.view());
  auto const here = parts.current == "/desk/bell";
  return li(a(href("/desk/bell"), here ? aria("current", "page") : none(), _("Bell"),
              unread > 0 ? group(" ", span(cls("badge soon"), unread)) : nothing()));
}

/// So many entries stand in a row; the rest opens behind "More".
constexpr std::size_t menu_entries_shown = 5;

/// Whoever is in no crew has no work orders of their own.
bool leads_somewhere(Call const& call, MenuEntry const& entry) {
  return call.actor.may(entry.permission) && (entry.path != "/field" || call.actor.crew);
}

Html staff_menu(Call const& call, Page const& parts) {
  std::vector<Html> shown;
  std::vector<Html> more;
  for (auto const& entry : call.around.menu)
    if (leads_somewhere(call, entry))
      (shown.size() < menu_entries_shown ? shown : more).push_back(menu_link(parts, entry.path, entry.title));
  auto const as_is = [](Html const& html) { return html; };
  auto const who = call.actor.name.empty() ? group(_("Your account")) : group(call.actor.name);
  auto const entries =
      ul(cls("menu"), each(shown, as_is), more.empty() ? nothing() : li(details(cls("more"), summary(_("More")), ul(each(more, as_is)))),
         call.actor.may("issues.read") ? bell_link(call, parts) : nothing(), li(language_switch(call, false)),
         li(a(cls("soft small"), href("/account"), who)), sign_out(call));
  return folded_when_narrow("menu-fold", _("Menu"), entries);
}

bool is_kiosk(Call const& call, Page const& parts) {
  return parts.surface == Surface::resident && !parts.alone && !kiosk_sitting(call.request).empty();
}

KioskFrame kiosk(Call const& call) {
  return kiosk_frame(call, a(cls("brand"), href("/kiosk"), seal(call), call.city.settings.get()->name), li(language_switch(call, false)));
}

Html top(Call const& call, Page const& parts, bool is_form) {
  if (is_kiosk(call, parts)) return kiosk(call).top;
  bool const is_resident = parts.surface == Surface::resident;
  auto const home = is_resident ? "/" : parts.surface == Surface::crew ? "/field" : "/work";
  auto const menu = parts.alone   ? nothing()
                    : is_resident ? resident_top(call, parts, is_form)
                                  : nav(aria("label", _("Main menu")), staff_menu(call, parts));
  return header(cls(is_resident ? "top open-to-all" : "top"),
                div(cls("frame"), a(cls("brand"), href(home), seal(call), call.city.settings.get()->name), menu));
}

Html foot_links(Call const& call, Page const& parts) {
  return ul(cls("plain-row"), page_links(call, parts, LinkPlace::footer), li(a(href("/news"), _("News"))),
            li(a(href("/alerts"), _("Alerts"))),
            call.city.calendar.get()->has_holidays() ? li(a(href("/closures"), _("Closing days"))) : nothing(),
            li(a(href("/open311/v2/discovery.xml"), _("For developers"))));
}

Html foot(Call const& call, Page const& parts) {
  if (is_kiosk(call, parts)) return kiosk(call).foot;
  auto const settings = call.city.settings.get();
  auto const phone = settings->phone;
  return footer(cls("foot"),
                div(cls("frame"), p(settings->name, settings->address.empty() ? "" : ", ", settings->address),
                    phone.empty() || parts.surface != Surface::resident
                        ? nothing()
                        : p(sentence(_("Call {phone} if you would rather talk to somebody."), {{"phone", a(href("tel:" + phone), phone)}})),
                    parts.alone ? nothing() : group(city_foot(call), foot_links(call, parts))));
}

Html theme_colour(CityLook const& look, Scheme scheme) {
  bool const light = scheme == Scheme::light;
  return meta(name("theme-color"), Attr{"content", std::string_view{shown_colours(light ? look.light : look.dark, scheme).paper}},
              media(light ? "(prefers-color-scheme: light)" : "(prefers-color-scheme: dark)"));
}

/// After the shipped style sheet, so that it wins.
Html look_link(CityLook const& look) {
  auto const path = look_path(look);
  return path.empty() ? nothing() : link(rel("stylesheet"), href(path));
}

/// Staff and crews sign in on pages of residents, and have no use for it.
bool keeps_offline_page(Call const& call, Page const& parts) {
  return parts.surface == Surface::resident && !is_kiosk(call, parts) && !call.request.path.starts_with("/sign-in");
}

/// Whoever may look at the list of keys has them on every page of the desk.
bool has_keys(Call const& call, Page const& parts) {
  return parts.surface == Surface::staff && call.request.path.starts_with("/desk") && call.actor.may("issues.read");
}

Html head_links(Call const& call, Page const& parts) {
  auto const settings = call.city.settings.get();
  auto const& look = settings->look;
  auto const& assets = call.around.assets;
  auto const heard = to_text(parts.heard_until);
  auto const script = [&](std::string_view source) { return module_script(assets.path_of(source)); };
  return group(link(rel("stylesheet"), href(assets.path_of("app.css"))), look_link(look),
               link(rel("preload"), href(assets.path_of("public-sans-latin.woff2")), Attr{"as", std::string_view{"font"}},
                    type("font/woff2"), Attr{"crossorigin"}),
               link(rel("icon"), href("/favicon.svg"), type("image/svg+xml")),
               parts.description.empty() ? nothing() : meta(name("description"), Attr{"content", std::string_view{parts.description}}),
               theme_colour(look, Scheme::light), theme_colour(look, Scheme::dark), parts.script.empty() ? nothing() : script(parts.script),
               keeps_offline_page(call, parts) ? script("resident.js") : nothing(), has_keys(call, parts) ? script("keys.js") : nothing(),
               parts.heard_until ? meta(name("heard"), Attr{"content", std::string_view{heard}}) : nothing(), parts.head,
               is_kiosk(call, parts) ? kiosk(call).head : nothing());
}

std::string_view body_class(Surface surface) {
  return surface == Surface::resident ? "" : surface == Surface::crew ? "staff crew" : "staff";
}

}  // namespace

Words words_of(Call const& call) { return {&call.city.translations(), call.language}; }

Response page(Call const& call, Page const& parts, int status) {
  auto const settings = call.city.settings.get();
  bool const with_banners = parts.surface == Surface::resident && !parts.alone;
  auto const body =
      group(a(cls("skip"), href("#main"), _("Skip to the content")), with_banners ? banner_strips(call, parts.where) : nothing(),
            top(call, parts, status == 422),
            main_part(id("main"), tabindex(-1), parts.wide ? parts.content : div(cls("frame"), parts.content)), foot(call, parts));
  auto const markup =
      document({.language = call.language,
                .title = group(status == 422 ? group(_("Error"), ": ") : nothing(), parts.title.html(), " · ", settings->name),
                .head = head_links(call, parts),
                .body_class = is_kiosk(call, parts) ? std::string_view{"kiosk"} : body_class(parts.surface),
                .body = body});
  auto response = html(render(markup, words_of(call)), status);
  if (call.actor.kind != ActorKind::anonymous || !unfinished_token(call.request).empty()) no_store(response);
  response.headers.set("Content-Language", call.language);
  response.headers.set("Vary", "Cookie, Accept-Language");
  return response;
}

Html time_of(Call const& call, Time time) {
  auto const zone = call.city.zone();
  return tag::time(datetime(zone.to_rfc3339(time)), long_time(zone, time, call.language));
}

Html date_of(Call const& call, Time time) {
  auto const zone = call.city.zone();
  return tag::time(datetime(to_iso(zone.date_of(time))), long_date(zone.date_of(time), call.language));
}

Message how_long(Time from, Time to) {
  auto const gap = std::chrono::abs(to - from);
  auto const hours = std::chrono::duration_cast<std::chrono::hours>(gap).count();
  if (hours < 1) {
    auto const minutes = std::max<long>(1, std::chrono::duration_cast<std::chrono::minutes>(gap).count());
    return to > from ? _n("in {count} minute", "in {count} minutes", minutes) : _n("{count} minute ago", "{count} minutes ago", minutes);
  }
  if (hours < 48) return to > from ? _n("in {count} hour", "in {count} hours", hours) : _n("{count} hour ago", "{count} hours ago", hours);
  return to > from ? _n("in {count} day", "in {count} days", hours / 24) : _n("{count} day ago", "{count} days ago", hours / 24);
}

}  // namespace cityhall
