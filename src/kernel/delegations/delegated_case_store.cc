#include <algorithm>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/delegations/delegated_case.h"
#include "kernel/places/zone.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

std::string zone_names(City& city, Delegation const& delegation) {
  std::vector<std::string> names;
  auto const zones = city.zones.get();
  for (auto const id : delegation.zones)
    if (auto const* zone = zones->find_ever(id)) names.push_back(zone->name);
  return join(names, ", ");
}

bool covers(Delegation const& delegation, std::vector<ZoneId> const& zones) {
  return delegation.zones.empty() || std::any_of(zones.begin(), zones.end(), [&](ZoneId zone) {
           return std::find(delegation.zones.begin(), delegation.zones.end(), zone) != delegation.zones.end();
         });
}

bool covers(Delegation const& delegation, std::string const& service) {
  auto const& services = delegation.services;
  return services.empty() || std::find(services.begin(), services.end(), service) != services.end();
}

}  // namespace

DelegatedAnswer ask_delegation(Unit& unit, CaseToBe const& fresh) {
  auto found = delegation_of(view_of(unit), unit.actor);
  if (!found) return {};
  if (!found->awake(unit.now)) {
    if (unit.actor.kind != ActorKind::key) return {};
    if (!found->active)
      throw forbidden("delegation.off", _("This key rests: the delegation of {name} is switched off.").with("name", found->name),
                      _("Ask the city to switch it on again."));
    throw forbidden("delegation.asleep",
                    _("This key rests: the training of {name} has ended or was never taken.").with("name", found->name),
                    _("Take the course on the page “For delegates”, then send again."));
  }
  DelegatedAnswer answer{.delegation = std::move(found)};
  auto const& delegation = *answer.delegation;
  if (!covers(delegation, fresh.definition.id))
    answer.errors.push_back({"service", "outside", _("Your delegation does not cover this service.")});
  if (!covers(delegation, fresh.zones))
    answer.errors.push_back({fresh.place_field, "outside",
                             _("This place is outside of your area: {area}.").with("area", zone_names(unit.city, delegation))});
  return answer;
}

void note_delegated_case(Unit& unit, DelegationId id, CaseId case_id) {
  unit.tx.run(R"sql(INSERT INTO delegated_cases (case_id, delegation_id) VALUES ($1, $2))sql", case_id, id);
}

}  // namespace cityhall
