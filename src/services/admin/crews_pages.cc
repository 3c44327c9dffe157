#include "services/admin/crews_pages.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "kernel/places/zone.h"
#include "services/page/language_words.h"
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

std::string all_queue_words(Call const& call, std::vector<std::string> const& patterns) {
  std::vector<std::string> words;
  for (auto const& pattern : patterns) words.push_back(queue_words(call, pattern));
  return join(words, "; ");
}

Html crew_row(Call const& call, Crew const& crew) {
  return tr(td(a(href(crew_path(crew.id)), crew.name)), td(all_queue_words(call, crew.queues)), td(zones_words(call, crew)),
            td(crew.active ? span(cls("badge good"), _("Active")) : span(cls("badge"), _("Out of service"))));
}

/// Of a queue in every language of the city, the first one first.
Html queue_row(Call const& call, Queue const& queue) {
  std::vector<std::string> names{queue.title};
  for (auto const& language : call.city.settings.get()->languages)
    if (auto const found = queue.titles.find(language); found != queue.titles.end()) names.push_back(found->second);
  return tr(td(code(queue.id)), td(join(names, " · ")));
}

/// One field for each language; the first one is required.
Html title_fields(Call const& call, Entered const* entered) {
  auto const settings = call.city.settings.get();
  auto const language_field = [&](std::string const& language) {
    bool const is_first = language == settings->default_language();
    return input_field({.name = is_first ? "title" : "title." + language,
                        .label = _("Name for people ({language})").with("language", call.text(language_words(language))),
                        .entered = entered,
                        .required = is_first,
                        .attributes = {maxlength(100)}});
  };
  return group(each(settings->languages, language_field));
}

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
      title_fields(call, entered), submit(_("Save the name")));
  auto const rows = each(view.directory.queues(), [&](Queue const& queue) { return queue_row(call, queue); });
  auto const list = view.directory.queues().empty() ? nothing() : office_table(_("Queues"), {_("Queue"), _("Name for people")}, rows);
  return section(h2(_("Names of queues")),
                 p(_("A queue exists as soon as a service sends work there. Here it gets a name that people understand.")), list, form);
}

/// The zones of each layer; a city may have hundreds, so each layer folds.
std::map<std::string, std::vector<web::Option>> zone_options(Call const& call) {
  std::map<std::string, std::vector<web::Option>> layers;
  auto const zones = call.city.zones.get();
  for (auto const& zone : zones->all())
    if (zone.layer != city_layer) layers[zone.layer].push_back({to_text(zone.id), zone.name});
  return layers;
}

/// Open where the crew has zones of this layer; the browser's own search opens the others.
Html layer_choice(CrewPageView const& view, std::string const& layer, std::vector<web::Option> const& zones) {
  auto const* entered = &view.told.entered;
  auto const typed = entered->values.all("zones");
  auto const chosen = [&](web::Option const& zone) {
    if (entered->values.has("name")) return std::find(typed.begin(), typed.end(), zone.value) != typed.end();
    return std::any_of(view.crew.zones.begin(), view.crew.zones.end(), [&](ZoneId id) { return to_text(id) == zone.value; });
  };
  auto const count = std::count_if(zones.begin(), zones.end(), chosen);
  auto const title = _("{layer}: {chosen} of {count}")
                         .with("layer", layer)
                         .with("chosen", std::to_string(count))
                         .with("count", std::to_string(zones.size()));
  return details(open(count > 0), summary(title), div(each(zones, [&](web::Option const& zone) {
                   auto const mark = "zone-" + zone.value;
                   return div(cls("choice"),
                              void_element("input", {type("checkbox"), name("zones"), id(mark), value(zone.value), checked(chosen(zone))}),
                              label(for_id(mark), zone.label.html()));
                 })));
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
      zones.empty() ? nothing()
                    : fieldset(cls("field"), legend(_("Zones that the crew covers; none means everywhere")),
                               each(zones, [&](auto const& layer) { return layer_choice(view, layer.first, layer.second); })),
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
