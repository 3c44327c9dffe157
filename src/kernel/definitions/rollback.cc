#include "kernel/definitions/rollback.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/print.h"
#include "kernel/events/event.h"

namespace cityhall {

DefinitionPtr roll_back_definition(Unit& unit, std::string_view service, int version, CheckContext const& context) {
  require(unit.actor, "admin.services");
  auto const definitions = unit.city.definitions.get();
  auto json = parse_json(definition_source(view_of(unit), service, version));
  auto const versions = definitions->versions(service);
  if (!json || versions.empty()) throw not_found(_("There is no such version."));
  auto const live = definitions->find(service);
  if (live && live->version == version)
    throw conflict("definition.in_force", _("Version {version} is the one in force.").with("version", std::to_string(version)),
                   _("Choose an older version."));
  (*json)["version"] = versions.back()->definition->version + 1;
  auto const definition = publish_definition(unit, print_definition(*json), context);
  append(unit, "definition.rolled_back", {}, {{"service", definition->id}, {"version", definition->version}, {"to", version}});
  return definition;
}

}  // namespace cityhall
