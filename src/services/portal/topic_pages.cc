#include "services/portal/topic_pages.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "services/page/parts.h"
#include "services/portal/pages.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string title_of(Call const& call, Definition const& definition) { return std::string{definition.title.in(call.language)}; }

std::string topic_path(std::string_view kind, std::string_view id) {
  return with_query("/services", {{std::string{kind}, std::string{id}}});
}

Html service_link(Call const& call, DefinitionPtr const& definition) {
  return li(a(href("/services/" + definition->id), title_of(call, *definition)));
}

Html service_links(Call const& call, std::vector<DefinitionPtr> const& services) {
  return ul(cls("plain"), each(services, [&](DefinitionPtr const& one) { return service_link(call, one); }));
}

Html topic_chip(Call const& call, std::string_view kind, Topic const& topic) {
  return li(a(href(topic_path(kind, topic.id)), topic.title.in(call.language)));
}

/// Those topics of `all` that `has` services for.
template <class Has>
Html chips(Call const& call, std::string_view kind, std::span<Topic const> all, Has const& has) {
  std::vector<Topic const*> shown;
  for (auto const& topic : all)
    if (has(topic)) shown.push_back(&topic);
  if (shown.empty()) return nothing();
  return ul(cls("chips"), each(shown, [&](Topic const* topic) { return topic_chip(call, kind, *topic); }));
}

Html shelf(Call const& call, Topic const& group, std::vector<DefinitionPtr> const& services) {
  auto const inside = in_group(services, group.id);
  if (inside.empty()) return nothing();
  return li(cls("card"), h3(a(href(topic_path("group", group.id)), group.title.in(call.language))), p(group.about.in(call.language)),
            service_links(call, inside));
}

/// What no group holds, such as services that were made by an import.
Html last_shelf(Call const& call, std::vector<DefinitionPtr> const& services) {
  auto const rest = in_group(services, {});
  if (rest.empty()) return nothing();
  return section(h2(_("Other services")),
                 ul(cls("plain columns"), each(rest, [&](DefinitionPtr const& one) { return service_link(call, one); })));
}

/// "A" of "Árbol caído"; "#" for what begins with no Latin letter.
std::string letter_of(Call const& call, Definition const& definition) {
  auto const folded = fold(title_of(call, definition));
  bool const latin = !folded.empty() && folded[0] >= 'a' && folded[0] <= 'z';
  return latin ? std::string(1, static_cast<char>(folded[0] - 'a' + 'A')) : "#";
}

Html letter_section(Call const& call, std::string const& letter, std::vector<DefinitionPtr> const& services) {
  return section(h2(id("letter-" + (letter == "#" ? "0" : letter)), letter), service_links(call, services));
}

Html services_back() { return a(cls("back"), href("/services"), _("All services")); }

}  // namespace

Html service_card(Call const& call, Definition const& definition) {
  return li(
      a(cls("card"), href("/services/" + definition.id), strong(title_of(call, definition)), p(definition.description.in(call.language))));
}

Html group_links(Call const& call, std::vector<DefinitionPtr> const& services) {
  return chips(call, "group", shipped_groups(), [&](Topic const& topic) { return !in_group(services, topic.id).empty(); });
}

Html situation_links(Call const& call, std::vector<DefinitionPtr> const& services) {
  return chips(call, "situation", shipped_situations(), [&](Topic const& topic) { return !in_situation(services, topic.id).empty(); });
}

Html topic_links(Call const& call, Definition const& definition) {
  auto const* group = find_topic(shipped_groups(), definition.group);
  std::vector<Html> links;
  if (group != nullptr) links.push_back(topic_chip(call, "group", *group));
  for (auto const& situation : definition.situations)
    if (auto const* topic = find_topic(shipped_situations(), situation)) links.push_back(topic_chip(call, "situation", *topic));
  if (links.empty()) return nothing();
  return section(h2(_("More like this")), ul(cls("chips"), each(links, [](Html const& link) { return link; })));
}

Response overview_page(Call const& call, std::vector<DefinitionPtr> const& services) {
  auto const situations = situation_links(call, services);
  auto const shelves = ul(cls("cards"), each(shipped_groups(), [&](Topic const& group) { return shelf(call, group, services); }));
  auto const content =
      group(h1(_("Services")), search_form(call, ""), section(h2(_("In your situation")), situations), section(h2(_("By topic")), shelves),
            last_shelf(call, services), p(a(href("/services?order=a-z"), _("All services from A to Z"))));
  return page(call, {.title = _("Services"),
                     .content = content,
                     .current = "/services",
                     .description = call.text(_("Everything that the city does for you, by topic and from A to Z."))});
}

Response alphabet_page(Call const& call, std::vector<DefinitionPtr> const& services) {
  std::map<std::string, std::vector<DefinitionPtr>> letters;
  for (auto const& one : services) letters[letter_of(call, *one)].push_back(one);
  auto const index =
      nav(aria("label", _("Letters")), ul(cls("chips"), each(letters, [](auto const& entry) {
                                            return li(a(href("#letter-" + (entry.first == "#" ? "0" : entry.first)), entry.first));
                                          })));
  auto const content =
      group(services_back(), h1(_("Services from A to Z")), index,
            div(cls("columns"), each(letters, [&](auto const& entry) { return letter_section(call, entry.first, entry.second); })));
  return page(call, {.title = _("Services from A to Z"),
                     .content = content,
                     .current = "/services",
                     .description = call.text(_("Everything that the city does for you, by topic and from A to Z."))});
}

Response topic_page(Call const& call, Topic const& topic, std::vector<DefinitionPtr> const& services) {
  auto const title = std::string{topic.title.in(call.language)};
  auto const content = group(services_back(), h1(title), p(cls("lead read"), topic.about.in(call.language)),
                             section(h2(cls("visually-hidden"), _("Services")),
                                     ul(cls("cards"), each(services, [&](DefinitionPtr const& one) { return service_card(call, *one); }))));
  return page(call,
              {.title = title, .content = content, .current = "/services", .description = std::string{topic.about.in(call.language)}});
}

}  // namespace cityhall
