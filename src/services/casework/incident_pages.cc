#include "services/casework/incident_pages.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"
#include "services/casework/service_options.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html within_field(Entered const& entered, std::string value) {
  return input_field({.name = "within_m",
                      .label = _("New reports join by themselves within (meters)"),
                      .hint = group(_("Empty or 0: only those that you add.")),
                      .entered = &entered,
                      .value = std::move(value),
                      .attributes = {inputmode("numeric")}});
}

Html declare_form(Call const& call, Entered const& entered) {
  return post_form({.action = "/desk/incidents", .csrf_token = call.csrf_token},
                   input_field({.name = "number",
                                .label = _("Number of the request that stands for all"),
                                .hint = group(_("Usually the first report. Its crew and work orders stay with it.")),
                                .entered = &entered,
                                .value = std::string{call.request.query.get("number")},
                                .required = true}),
                   input_field({.name = "title",
                                .label = _("What happened"),
                                .hint = group(_("Residents read this, such as: Water main break on Main Street")),
                                .entered = &entered,
                                .required = true,
                                .attributes = {maxlength(120)}}),
                   within_field(entered, {}),
                   details(summary(_("Services whose new reports join")),
                           checkboxes_field({.name = "services", .label = _("Services"), .entered = &entered}, service_options(call))),
                   submit(_("Make it an incident")));
}

std::string service_titles(Call const& call, std::vector<std::string> const& services) {
  std::vector<std::string> titles;
  for (auto const& service : services) {
    auto const definition = call.city.definitions.get()->find(service);
    titles.push_back(definition ? std::string{definition->title.in(call.language)} : service);
  }
  return join(titles, ", ");
}

Html incident_row(Call const& call, Incident const& incident) {
  return li(a(href(incident_path(incident.number)), incident.title,
              span(incident.number, " · ", _n("{count} report", "{count} reports", static_cast<long>(incident.reports)), " · ",
                   how_long(call.now, incident.made_at))));
}

Html joined_note(Call const& call) {
  auto const joined = parse_id(call.request.query.get("joined"));
  if (!call.request.query.has("joined")) return nothing();
  auto const left = call.request.query.get("left");
  return note(left.empty() ? "good" : "warn", group(p(_n("{count} report joined.", "{count} reports joined.", joined)),
                                                    left.empty() ? nothing()
                                                                 : p(sentence(_("Left out, because closed or handled elsewhere: {numbers}"),
                                                                              {{"numbers", group(shorten(left, 2000))}}))));
}

Html message_form(Call const& call, IncidentView const& view) {
  auto const base = desk_address(view.report.number);
  auto const revision = hidden_field("revision", std::to_string(view.report.revision));
  auto const reply = !call.actor.may("issues.reply") || view.report.closed()
                         ? nothing()
                         : post_form({.action = base + "/replies", .csrf_token = call.csrf_token},
                                     textarea_field({.name = "message",
                                                     .label = _("One public message to all"),
                                                     .required = true,
                                                     .form = "reply"}),
                                     submit(_("Send to all")));
  auto const close =
      !call.actor.may("issues.close") || view.report.closed()
          ? nothing()
          : post_form({.action = base + "/closure", .csrf_token = call.csrf_token}, revision, hidden_field("outcome", "fixed"),
                      textarea_field(
                          {.name = "message", .label = _("What we tell everybody at the end"), .required = true, .form = "closure"}),
                      submit(_("Close all")));
  return group(details(cls("act"), tag::open(), summary(_("Tell everybody")), reply),
               details(cls("act"), summary(_("It is over: close all")), close));
}

Html choice_form(Call const& call, IncidentView const& view) {
  std::vector<std::pair<std::string, std::string>> zones;
  auto const all = call.city.zones.get();
  for (auto const& zone : all->all())
    if (zone.layer != city_layer) zones.emplace_back(to_text(zone.id), zone.name + " (" + zone.layer + ")");
  auto const number_field = [&](std::string_view field_name, Message const& title, std::int64_t chosen) {
    return label(title,
                 element("input", {name(field_name), type("text"), inputmode("numeric"), value(chosen > 0 ? std::to_string(chosen) : "")}));
  };
  auto const services = service_options(call);
  return get_form(
      incident_path(view.incident.number), cls("filters"),
      label(_("Service"), select(name("service"), option(value(""), _("All")),
                                 each(services,
                                      [&](web::Option const& one) {
                                        return option(value(one.value), selected(one.value == view.reach.service), one.label.html());
                                      }))),
      number_field("within_m", _("Within meters"), static_cast<std::int64_t>(view.reach.within_m)),
      number_field("hours", _("Reported in the last hours"), view.hours),
      label(_("Zone"), select(name("zone"), option(value(""), _("All")),
                              each(zones,
                                   [&](auto const& zone) {
                                     return option(value(zone.first), selected(zone.first == to_text(view.reach.zone)), zone.second);
                                   }))),
      label(_("Words"), element("input", {type("search"), name("text"), value(view.reach.text)})),
      button(type("submit"), cls("quiet"), _("Find reports")));
}

Html choice_row(Call const& call, InboxRow const& row) {
  return li(label(
      cls("choice"), element("input", {type("checkbox"), name("reports"), value(row.id.value), checked()}), " ",
      span(strong(row.number), " ", row.title, span(cls("soft small"), " · ", row.address, " · ", how_long(call.now, row.opened_at)))));
}

Html choice_list(Call const& call, IncidentView const& view) {
  if (!view.asked) return nothing();
  if (view.choice.empty()) return empty_state(_("No open report fits."), _("Widen the choice, or enter numbers below."));
  return post_form({.action = incident_path(view.incident.number) + "/reports", .csrf_token = call.csrf_token},
                   p(_n("{count} open report fits. Take away what does not belong.",
                        "{count} open reports fit. Take away what does not belong.", static_cast<long>(view.choice.size()))),
                   ul(cls("members"), each(view.choice, [&](InboxRow const& row) { return choice_row(call, row); })),
                   submit(_("Add the chosen ones")));
}

Html add_section(Call const& call, IncidentView const& view) {
  if (!call.actor.may("issues.triage") || view.report.closed()) return nothing();
  return section(h2(_("Add reports")), error_summary(view.entered.errors), choice_form(call, view), choice_list(call, view),
                 post_form({.action = incident_path(view.incident.number) + "/reports", .csrf_token = call.csrf_token, .css_class = "read"},
                           textarea_field({.name = "numbers", .label = _("Or enter their numbers"), .entered = &view.entered}),
                           submit(_("Add these"))));
}

Html member_list(Call const& call, IncidentView const& view) {
  constexpr std::size_t shown = 300;
  if (view.members.empty())
    return empty_state(_("No report has joined yet."), _("Find them by service, distance or words, or enter their numbers."));
  Html rows;
  for (auto const& member : std::span{view.members}.first(std::min(shown, view.members.size())))
    rows += li(a(href(desk_address(member.number)), member.number),
               span(cls("soft small"), " · ", member.by, " · ", time_of(call, member.since)));
  auto const more = view.members.size() > shown
                        ? p(cls("soft"), _n("and {count} more", "and {count} more", static_cast<long>(view.members.size() - shown)))
                        : nothing();
  return group(ul(cls("members"), rows), more);
}

}  // namespace

std::string incident_path(std::string_view number) { return "/desk/incidents/" + std::string{number}; }

Response incidents_page(Call const& call, IncidentsView const& view) {
  auto const list =
      view.incidents.empty()
          ? empty_state(_("No incident is open."), _("When many people report the same event, make one request stand for all of them."))
          : ul(cls("links"), each(view.incidents, [&](Incident const& incident) { return incident_row(call, incident); }));
  auto const content =
      group(h1(_("Incidents")), error_summary(view.entered.errors),
            div(cls("split"), div(list),
                aside(div(cls("panel"), h2(_("Make an incident")),
                          call.actor.may("issues.triage") ? declare_form(call, view.entered) : p(_("Ask a dispatcher."))))));
  return page(call, {.title = _("Incidents"), .content = content, .surface = Surface::staff, .current = "/desk/incidents"}, view.status);
}

Response incident_page(Call const& call, IncidentView const& view) {
  auto const& incident = view.incident;
  auto const joins = incident.within_m > 0 && !incident.services.empty()
                         ? group(_n("within {count} meter", "within {count} meters", static_cast<long>(incident.within_m)), ": ",
                                 service_titles(call, incident.services))
                         : group(_("no"));
  auto const content =
      group(a(cls("back"), href("/desk/incidents"), _("All incidents")), h1(incident.title, " ", state_badge(view.report, call.language)),
            joined_note(call),
            div(cls("split"),
                div(section(h2(_("Reports"), " ", span(cls("badge"), incident.reports)), member_list(call, view)), add_section(call, view)),
                aside(div(cls("panel"), facts({{_("Number"), a(href(desk_address(incident.number)), incident.number)},
                                               {_("Where"), group(view.report.place.address)},
                                               {_("Since"), time_of(call, incident.made_at)},
                                               {_("New reports join"), joins},
                                               {_("Last message"), group(incident.note)}})),
                      message_form(call, view))));
  return page(call, {.title = Text{incident.title}, .content = content, .surface = Surface::staff, .current = "/desk/incidents"},
              view.status);
}

}  // namespace cityhall
