#include "services/look/styles_page.h"

#include <array>
#include <set>

#include "services/look/samples.h"
#include "services/page/look.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html component_section(Call const& call, Component const& component) {
  auto const shown = [&](Sample const& sample) {
    auto const around = component.surface.empty() ? sample.shown : div(cls(component.surface), sample.shown);
    return div(cls("sample"), p(cls("hint"), sample.state), around);
  };
  return section(cls("panel"), h3(code(component.name)), p(component.use), each(component.samples(call), shown));
}

Html group_of(Call const& call, Message const& title_words, std::span<Component const> components) {
  return section(h2(title_words), each(components, [&](Component const& each_one) { return component_section(call, each_one); }));
}

/// What modules show on their own pages only.
Html groups_of_modules(Call const& call) {
  return each(call.around.modules, [&](Module const& module) {
    return module.components.empty() ? nothing() : group_of(call, module.title, module.components);
  });
}

Html sheets_of_modules(Call const& call) {
  std::set<std::string_view> sheets;
  for (auto const& module : call.around.modules)
    for (auto const& component : module.components)
      if (!component.sheet.empty()) sheets.insert(component.sheet);
  return each(sheets, [&](std::string_view sheet) { return link(rel("stylesheet"), href(call.around.assets.path_of(sheet))); });
}

struct SchemeChoice {
  std::string_view name;
  Message words;
};
std::array<SchemeChoice, 4> scheme_choices() {
  return {{{"", _("As your device")}, {"light", _("Light")}, {"dark", _("Dark")}, {"contrast", _("High contrast")}}};
}

Html scheme_links(std::string_view chosen) {
  return nav(
      aria("label", _("Colors")),
      ul(cls("chips"), each(scheme_choices(), [&](SchemeChoice const& choice) {
           auto const path = choice.name.empty() ? std::string{"/styles"} : with_query("/styles", {{"scheme", std::string{choice.name}}});
           return li(a(href(path), choice.name == chosen ? aria("current", "true") : none(), choice.words));
         })));
}

/// The scheme whatever the device prefers: its shipped colours, and after them the city's own.
Html scheme_sheets(Call const& call, std::string_view scheme) {
  if (scheme.empty()) return nothing();
  auto const devices_own_win = media("(forced-colors: none)");
  auto const shipped = link(rel("stylesheet"), href(call.around.assets.path_of("scheme_" + std::string{scheme} + ".css")), devices_own_win);
  auto const settings = call.city.settings.get();
  if (scheme == "contrast" || look_path(settings->look).empty()) return shipped;
  return group(shipped, link(rel("stylesheet"), href("/look/" + std::string{scheme} + ".css"), devices_own_win));
}

std::string_view asked_scheme(Call const& call) {
  auto const asked = call.request.query.get("scheme");
  for (auto const& choice : scheme_choices())
    if (choice.name == asked) return choice.name;
  return {};
}

}  // namespace

Response show_styles(Call& call) {
  auto const scheme = asked_scheme(call);
  auto const content =
      group(h1(_("Every part of a page")),
            p(cls("lead"),
              _("Made by the same code as the pages themselves: what is wrong here is wrong everywhere, and mended everywhere at once.")),
            scheme_links(scheme),
            p(cls("hint"),
              _("Move the pointer or press Tab to see hover and focus. Pages follow the device: light, dark, more contrast. In forced "
                "colors (Windows contrast themes) the device's own colors win, and borders stand where color said something; on paper "
                "it is always light, without menus and buttons.")),
            group_of(call, _("Forms"), control_components()), group_of(call, _("Parts"), part_components()),
            group_of(call, _("Requests and maps"), record_components()),
            group_of(call, _("Services and their work"), service_components()),
            group_of(call, _("What the city publishes"), publication_components()), group_of(call, _("Plain parts"), plain_components()),
            groups_of_modules(call));
  return page(call, {.title = _("Every part of a page"),
                     .content = content,
                     .description = call.text(_("The components of this site in every state.")),
                     .head = group(sheets_of_modules(call), scheme_sheets(call, scheme))});
}

}  // namespace cityhall
