#include "kernel/layers/layers.h"

#include <algorithm>
#include <cctype>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/visit.h"
#include "kernel/directory/directory.h"
#include "kernel/places/zone.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

bool goes_on(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }

/// "where.district", alone or in a condition.
bool reads(std::string_view text, std::string const& member) {
  for (auto at = text.find(member); at != std::string_view::npos; at = text.find(member, at + 1)) {
    auto const end = at + member.size();
    if ((at == 0 || !goes_on(text[at - 1])) && (end == text.size() || !goes_on(text[end]))) return true;
  }
  return false;
}

bool reads_layer(Definition const& definition, std::string const& layer) {
  bool found = false;
  for (auto const& question : definition.questions) {
    if (!question.is_place()) continue;
    auto const member = question.id + "." + layer;
    visit_conditions(definition, [&](std::string const&, Condition const& condition) { found = found || reads(condition.text, member); });
    visit_filled(definition, [&](std::string const&, FilledText const& text) { found = found || reads(text.text, member); });
  }
  return found;
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
    if (reads_layer(*definition, wanted)) users.services.push_back(definition->id);
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

std::size_t rename_layer(Unit& unit, std::string_view layer, std::string_view name) {
  auto const users = users_of_layer(view_of(unit), layer);
  if (!users.services.empty())
    throw conflict("zones.services", _("Services read this layer by its name: {services}.").with("services", join(users.services, ", ")),
                   _("Import its file under the new name too, publish these services with it, then remove this layer."));
  return rename_zones(unit, layer, name);
}

}  // namespace cityhall
