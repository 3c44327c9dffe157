#include "kernel/layers/layers.h"

#include <algorithm>
#include <cctype>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "kernel/places/zone.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

/// The name of a layer in a service file: "where.district", alone or in a condition.
bool names_layer(std::string_view text, std::string const& layer) {
  auto const at = text.find("where." + layer);
  if (at == std::string_view::npos) return false;
  auto const rest = text.substr(at + 6 + layer.size());
  return rest.empty() || (std::isalnum(static_cast<unsigned char>(rest.front())) == 0 && rest.front() != '_');
}

}  // namespace

LayerUsers users_of_layer(View const& view, std::string_view layer) {
  require(view.actor, "admin.zones");
  LayerUsers users;
  auto const zones = view.city.zones.get();
  for (auto const& zone : zones->all()) users.zones += zone.layer == layer ? 1U : 0U;
  if (users.zones == 0) throw not_found(_("There is no layer {layer}.").with("layer", std::string{layer}));
  std::string const wanted{layer};
  for (auto const& definition : view.city.definitions.get()->current()) {
    bool const named = std::any_of(definition->route.begin(), definition->route.end(), [&](RouteRule const& rule) {
      return names_layer(rule.queue.text, wanted) || names_layer(rule.when.text, wanted);
    });
    if (named) users.services.push_back(definition->id);
  }
  for (auto const& crew : view.city.directory.get()->crews()) {
    bool const covers = std::any_of(crew.zones.begin(), crew.zones.end(), [&](ZoneId id) {
      auto const* zone = zones->find(id);
      return zone != nullptr && zone->layer == layer;
    });
    if (covers) users.crews.push_back(crew.name);
  }
  users.cases = view.reader.value<std::int64_t>(
      R"sql(SELECT count(*) FROM case_zones WHERE zone_id IN (SELECT id FROM zones WHERE layer = $1 AND former_since IS NULL))sql", layer);
  return users;
}

std::size_t remove_layer(Unit& unit, std::string_view layer) {
  auto const users = users_of_layer(view_of(unit), layer);
  if (!users.crews.empty())
    throw conflict("zones.crews", _("Crews cover zones of this layer: {crews}.").with("crews", join(users.crews, ", ")),
                   _("Give them other zones on the page Crews and queues, or none, first."));
  return remove_zones(unit, layer);
}

}  // namespace cityhall
