#include "kernel/definitions/city_context.h"

#include <algorithm>

#include "kernel/accounts/role.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"

namespace cityhall {
namespace {

void add_once(std::vector<std::string>& words, std::string word) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
}

}  // namespace

CheckContext check_context(View const& view) {
  auto context = shipped_context();
  context.languages = view.city.settings.get()->languages;
  auto const zones = view.city.zones.get();
  for (auto const& layer : zones->layers()) add_once(context.zone_layers, layer);
  for (auto const& role : roles(view))
    if (role.name != "resident") add_once(context.roles, role.name);
  auto const definitions = view.city.definitions.get();
  context.others.assign(definitions->current().begin(), definitions->current().end());
  return context;
}

}  // namespace cityhall
