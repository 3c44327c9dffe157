#include "services/admin/crews_pages.h"

#include "base/text.h"
#include "kernel/places/zone.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html zones_words(Call const& call, Crew const& crew) {
  if (crew.zones.empty()) return group(_("Everywhere"));
  auto const zones = call.city.zones.get();
  std::vector<std::string> names;
  for (auto const id : crew.zones)
    if (auto const* zone = zones->find(id)) names.push_back(zone->name);
  return group(join(names, ", "));
}

Html crew_row(Call const& call, Crew const& crew) {
  return tr(td(a(href(crew_path(crew.id)), crew.name)), td(join(crew.queues, ", ")), td(zones_words(call, crew)),
            td(crew.active ? span(cls("badge good"), _("Active")) : span(cls("badge"), _("Out of service"))));
}

Html queue_row(Queue const& queue) { return tr(td(code(queue.id)), td(queue.title)); }

Html queues_section(Call const& call, CrewsView const& view) {
  auto const* entered = &view.told.entered;
  auto const form = post_form(
      {.action = "/admin/queues", .csrf_token = call.csrf_token, .css_class = "panel"},
      input_field({.name = "id",
                   .label = _("Queue"),
                   .hint = hint(_("As service files write it: streets or streets/north.")),
                   .entered = entered,
                   .required = true,
                   .attributes = {maxlength(80)}}),
      input_field({.name = "title", .label = _("Name for people"), .entered = entered, .required = true, .attributes = {maxlength(100)}}),
      submit(_("Save the name")));
  auto const list = view.directory.queues().empty()
                        ? nothing()
                        : office_table(_("Queues"), {_("Queue"), _("Name for people")}, each(view.directory.queues(), queue_row));
  return section(h2(_("Names of queues")),
                 p(_("A queue exists as soon as a service sends work there. Here it gets a name that people understand.")), list, form);
}

std::vector<web::Option> zone_options(Call const& call) {
  std::vector<web::Option> options;
  auto const zones = call.city.zones.get();
  for (auto const& zone : zones->all())
    if (zone.layer != city_layer) options.push_back({to_text(zone.id), zone.name, group(zone.layer)});
  return options;
}

std::string zone_lines(Crew const& crew) {
  std::vector<std::string> ids;
  for (auto const id : crew.zones) ids.push_back(to_text(id));
  return as_lines(ids);
}

Html crew_fields(Call const& call, CrewPageView const& view) {
  auto const* entered = &view.told.entered;
  auto const zones = zone_options(call);
  return group(
      input_field({.name = "name",
                   .label = _("Name"),
                   .entered = entered,
                   .value = view.crew.name,
                   .required = true,
                   .attributes = {maxlength(100)}}),
      textarea_field({.name = "queues",
                      .label = _("Queues"),
                      .hint = hint(_("One on each line. streets/* means every queue of streets, * means all.")),
                      .entered = entered,
                      .value = as_lines(view.crew.queues)}),
      zones.empty()
          ? nothing()
          : details(open(!view.crew.zones.empty() || entered->error("zones") != nullptr),
                    summary(_("Zones that the crew covers; none means everywhere")),
                    checkboxes_field({.name = "zones", .label = _("Zones"), .entered = entered, .value = zone_lines(view.crew)}, zones)),
      checkbox_field({.name = "active", .label = _("The crew takes work"), .entered = entered, .value = view.crew.active ? "yes" : ""}));
}

Html member_row(Call const& call, CrewPageView const& view, Account const& member) {
  return tr(td(member.name), td(member.email),
            td(act_button(call, crew_path(view.crew.id) + "/members/" + to_text(member.id) + "/removal", _("Take out"))));
}

Html members_section(Call const& call, CrewPageView const& view) {
  if (!view.crew.id || !call.actor.may("admin.accounts")) return nothing();
  std::vector<web::Option> people;
  for (auto const& person : view.candidates) people.push_back({to_text(person.id), person.name.empty() ? person.email : person.name});
  auto const list = view.members.empty()
                        ? p(cls("soft"), _("Nobody is in this crew."))
                        : office_table(_("Members"), {_("Name"), _("E-mail"), _("Change")},
                                       each(view.members, [&](Account const& member) { return member_row(call, view, member); }));
  auto const add =
      people.empty()
          ? nothing()
          : post_form({.action = crew_path(view.crew.id) + "/members", .csrf_token = call.csrf_token, .css_class = "panel"},
                      select_field({.name = "account", .label = _("Person"), .entered = &view.told.entered, .required = true}, people),
                      submit(_("Put into the crew")));
  return section(h2(_("Members")), list, add);
}

}  // namespace

std::string crew_path(CrewId id) { return "/admin/crews/" + to_text(id); }

Response crews_page(Call const& call, CrewsView const& view) {
  auto const& crews = view.directory.crews();
  auto const list = crews.empty() ? empty_state(_("There is no crew yet."), _("Add the first one: it gets work orders from its queues."))
                                  : office_table(_("Crews"), {_("Crew"), _("Queues"), _("Zones"), _("State")},
                                                 each(crews, [&](Crew const& crew) { return crew_row(call, crew); }));
  auto const content =
      group(told_strip(call, view.told), p(a(cls("button"), href("/admin/crews/new"), _("Add a crew"))), list, queues_section(call, view));
  return office_page(call, {.title = _("Crews and queues"), .content = content, .path = "/admin/crews"}, view.told.status);
}

Response crew_page(Call const& call, CrewPageView const& view) {
  auto const action = view.crew.id ? crew_path(view.crew.id) : std::string{"/admin/crews"};
  auto const form = post_form({.action = action, .csrf_token = call.csrf_token}, crew_fields(call, view), submit(_("Save the crew")));
  auto const content = group(told_strip(call, view.told), div(cls("read"), form), members_section(call, view),
                             p(a(cls("back"), href("/admin/crews"), _("All crews"))));
  return office_page(call,
                     {.title = view.crew.id ? Text{view.crew.name} : Text{_("Add a crew")}, .content = content, .path = "/admin/crews"},
                     view.told.status);
}

}  // namespace cityhall
