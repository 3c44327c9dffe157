#include "services/following/follow_pages.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string chosen(FollowView const& view, std::string_view name, std::string otherwise = {}) {
  auto const value = view.entered.value(name);
  return value.empty() ? std::move(otherwise) : std::string{value};
}

Html kind_control(FollowView const& view) {
  std::vector<web::Option> const kinds{{"zone", _("An area of the city")},
                                       {"circle", _("The surroundings of a place")},
                                       {"street", _("A street")},
                                       {"service", _("One kind of report, all over the city")}};
  return radio_field({.name = "kind",
                      .label = _("What do you want to follow?"),
                      .entered = &view.entered,
                      .value = chosen(view, "kind", "zone"),
                      .required = true},
                     kinds);
}

Html zone_control(Call const& call, FollowView const& view) {
  auto const zones = call.city.zones.get();
  std::vector<web::Option> options{{"", _("Choose an area")}};
  for (auto const& zone : zones->all())
    if (zone.layer != city_layer) options.push_back({to_text(zone.id), zone.name});
  return select_field({.name = "zone", .label = _("Area"), .entered = &view.entered, .value = chosen(view, "zone")}, options);
}

Html service_control(Call const& call, FollowView const& view) {
  std::vector<web::Option> options{{"", _("Every kind")}};
  auto const definitions = call.city.definitions.get();
  auto const current = definitions->current();
  std::vector<DefinitionPtr> services{current.begin(), current.end()};
  std::sort(services.begin(), services.end(),
            [&](auto const& a, auto const& b) { return fold(a->title.in(call.language)) < fold(b->title.in(call.language)); });
  for (auto const& service : services) options.push_back({service->id, std::string{service->title.in(call.language)}});
  return select_field({.name = "service", .label = _("Kind of report"), .entered = &view.entered, .value = chosen(view, "service")},
                      options);
}

Html place_controls(FollowView const& view) {
  std::vector<web::Option> const feet{
      {"500", _("500 feet")}, {"1000", _("1,000 feet")}, {"2600", _("Half a mile")}, {"5280", _("One mile")}};
  return group(
      input_field({.name = "place",
                   .label = _("Place"),
                   .hint = group(_("For the surroundings of a place: its address.")),
                   .entered = &view.entered,
                   .value = chosen(view, "place"),
                   .attributes = {autocomplete("address-line1"), list_id("addresses"), data("suggest", "/addresses")}}),
      element("datalist", {id("addresses")}),
      select_field({.name = "feet", .label = _("How far around it"), .entered = &view.entered, .value = chosen(view, "feet", "1000")},
                   feet));
}

Html email_control(FollowView const& view) {
  if (view.known) return nothing();
  return input_field({.name = "email",
                      .label = _("E-mail address"),
                      .hint = group(_("We mail you a link. Nothing comes before you have followed it.")),
                      .entered = &view.entered,
                      .required = true,
                      .type = "email",
                      .attributes = {autocomplete("email")}});
}

Html told(FollowView const& view) {
  if (view.sent) return note("good", group(h2(_("Look into your mail")), p(_("Follow the link in it, then it counts."))));
  if (view.confirmed) return note("good", group(h2(_("You follow it now")), p(_("Every mail has a link by which you stop it."))));
  return nothing();
}

}  // namespace

Response follow_page(Call const& call, FollowView const& view, int status) {
  auto const form =
      post_form({.action = "/subscriptions", .csrf_token = call.csrf_token, .css_class = "kinds"}, kind_control(view),
                div(cls("for-kind for-zone"), zone_control(call, view)), div(cls("for-kind for-circle"), place_controls(view)),
                div(cls("for-kind for-street"),
                    input_field({.name = "street", .label = _("Street"), .entered = &view.entered, .value = chosen(view, "street")})),
                service_control(call, view), email_control(view),
                div(cls("actions"), button(type("submit"), name("by"), value("mail"), _("Follow")),
                    button(type("submit"), name("by"), value("feed"), cls("quiet"), formnovalidate(), _("Without mail: as a feed"))));
  auto const content =
      div(cls("read"), told(view), h1(_("Follow what happens")), error_summary(view.entered.errors),
          p(cls("lead"), _("We mail you when something is reported there and when it is done. Several pieces of news come as one mail.")),
          form);
  return page(call, {.title = _("Follow what happens"), .content = content, .current = "/requests", .script = "report.js"}, status);
}

Response follow_request_page(Call const& call, PublicCase const& report, FollowView const& view, int status) {
  auto const title = report.title.empty() ? std::string{report.definition->title.in(call.language)} : report.title;
  auto const path = public_address(report.number);
  auto const content =
      div(cls("read"), a(cls("back"), href(path), _("Back")), h1(_("Follow this request")), error_summary(view.entered.errors),
          p(cls("lead"), title, report.place.address.empty() ? "" : ", ", report.place.address, " (", report.number, ")"),
          post_form({.action = path + "/following", .csrf_token = call.csrf_token},
                    view.known ? p(_("We mail you at each step, and send the photo of the finished work.")) : email_control(view),
                    submit(_("Follow"))));
  return page(call, {.title = _("Follow this request"), .content = content, .current = "/requests"}, status);
}

Response confirmation_page(Call const& call, std::string const& topic) {
  auto const form = post_form({.action = call.request.path, .csrf_token = call.csrf_token}, submit(_("Yes, follow it")));
  auto const content = div(cls("read"), h1(_("Do you want to follow this?")), p(cls("lead"), topic), form);
  auto response = page(call, {.title = _("Do you want to follow this?"), .content = content});
  no_store(response);
  return response;
}

Response leave_page(Call const& call, LeaveView const& view) {
  auto const button_for = [&](std::string_view extent, Message const& words, std::string_view css) {
    return button(type("submit"), name("extent"), value(extent), cls(css), words);
  };
  auto const ask =
      group(h1(_("Stop these mails?")), view.topic.empty() ? nothing() : p(cls("lead"), view.topic),
            post_form({.action = call.request.path, .csrf_token = call.csrf_token},
                      div(cls("actions"), view.topic.empty() ? nothing() : button_for("this", _("Stop these mails"), "large"),
                          button_for("all", _("Stop every mail from the city"), view.topic.empty() ? "large" : "quiet large"))));
  auto const done = group(h1(_("These mails are stopped")), p(cls("lead"), _("You get no more of them. Your reports go on as before.")),
                          p(a(href("/follow"), _("Follow something else"))));
  auto response = page(call, {.title = view.stopped ? _("These mails are stopped") : _("Stop these mails?"),
                              .content = div(cls("read"), view.stopped ? done : ask)});
  no_store(response);
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace cityhall
