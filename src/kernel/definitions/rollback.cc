#include "kernel/definitions/rollback.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/print.h"
#include "kernel/events/event.h"

namespace cityhall {
namespace {

/// The stored file of a version, with another number.
std::string file_of(Unit& unit, std::string_view service, int version, int number) {
  auto json = parse_json(definition_source(view_of(unit), service, version));
  if (!json) throw not_found(_("There is no such version."));
  (*json)["version"] = number;
  return print_definition(*json);
}

}  // namespace

DefinitionPtr roll_back_definition(Unit& unit, std::string_view service, int version, CheckContext const& context) {
  require(unit.actor, "admin.services");
  auto const definitions = unit.city.definitions.get();
  auto const versions = definitions->versions(service);
  if (versions.empty()) throw not_found(_("There is no such version."));
  auto const number = versions.back()->definition->version + 1;
  auto const file = file_of(unit, service, version, number);
  auto const live = definitions->find(service);
  if (live && file_of(unit, service, live->version, number) == file)
    throw conflict("definition.in_force",
                   _("What version {version} says is in force already.").with("version", std::to_string(version)),
                   _("Choose an older version."));
  auto const definition = publish_definition(unit, file, context);
  append(unit, "definition.rolled_back", {}, {{"service", definition->id}, {"version", definition->version}, {"to", version}});
  return definition;
}

}  // namespace cityhall
