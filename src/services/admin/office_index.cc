#include "services/admin/office_index.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/settings/setting_words.h"

namespace cityhall {
namespace {

bool is_for_staff(Call const& call, Route const& route) {
  if (route.answers != Answers::html || route.permission == "public" || route.permission == "signed-in" || route.permission == "key")
    return false;
  return call.actor.may(route.permission);
}

/// A page that can be opened as it is: no parameters, no live stream, no file.
bool is_page(Route const& route) {
  return route.method == web::Method::GET && route.path.find_first_of("{.") == std::string_view::npos && !route.path.ends_with("/live");
}

/// How much of the path two routes share: whole parts only, and more than the first word of an office.
std::size_t shared(std::string_view page, std::string_view path) {
  bool const below = path.starts_with(page) && (path.size() == page.size() || path[page.size()] == '/');
  return below && page != "/admin" ? page.size() : 0;
}

struct Spot {
  Route const* route;
  IndexPage* page;
};

/// The page above the act; else one of the same office that asks for the same permission.
IndexPage* page_for(Route const& act, std::vector<Spot> const& spots) {
  IndexPage* best = nullptr;
  std::size_t most = 0;
  for (auto const& [route, page] : spots)
    if (auto const common = shared(route->path, act.path); common > most) best = page, most = common;
  if (best != nullptr) return best;
  auto const near = std::find_if(spots.begin(), spots.end(), [&](Spot const& spot) { return spot.route->permission == act.permission; });
  return near == spots.end() ? nullptr : near->page;
}

IndexGroup group_of(Call const& call, Module const& module) {
  std::vector<Route const*> pages;
  std::vector<Route const*> acts;
  for (auto const& route : module.routes) {
    if (!is_for_staff(call, route)) continue;
    if (is_page(route)) pages.push_back(&route);
    else if (route.method == web::Method::POST) acts.push_back(&route);
  }
  IndexGroup group{.title = module.title};
  group.pages.reserve(pages.size());  // the spots point into it
  std::vector<Spot> spots;
  for (auto const* route : pages) {
    group.pages.push_back({.page = {std::string{route->path}, call.text(route->summary)}});
    spots.push_back({route, &group.pages.back()});
  }
  for (auto const* act : acts)
    if (auto* page = page_for(*act, spots)) page->acts.push_back({page->page.path, call.text(act->summary)});
  return group;
}

/// Each setting by its name: "time zone" leads to where it is set.
void add_settings(Call const& call, std::vector<IndexGroup>& groups) {
  for (auto& group : groups)
    for (auto& page : group.pages) {
      if (page.page.path != "/admin/settings") continue;
      for (auto const& [setting, words] : setting_words())
        if (words.page == page.page.path) page.acts.push_back({"/admin/settings#field-" + std::string{setting}, call.text(words.title)});
    }
}

}  // namespace

std::vector<IndexGroup> office_index(Call const& call) {
  std::vector<IndexGroup> groups;
  for (auto const& module : call.around.modules)
    if (auto group = group_of(call, module); !group.pages.empty()) groups.push_back(std::move(group));
  add_settings(call, groups);
  return groups;
}

std::vector<IndexEntry> find_in_index(std::vector<IndexGroup> const& groups, std::string_view words) {
  std::vector<IndexEntry> found;
  auto const asked = fold(words);
  auto const fits = [&](std::string const& text) {
    auto const folded = fold(text);
    auto const parts = split(asked, ' ');
    return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) { return folded.find(part) != std::string::npos; });
  };
  for (auto const& group : groups)
    for (auto const& page : group.pages) {
      if (fits(page.page.words)) found.push_back(page.page);
      for (auto const& act : page.acts)
        if (fits(act.words + " " + page.page.words)) found.push_back(act);
    }
  return found;
}

}  // namespace cityhall
