#pragma once
// Refuses definitions that would fail a resident, a crew or a clerk later. Every fault at once, each with its place and its remedy.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/definitions/parse.h"

namespace cityhall {

/// What the city has. An empty list means "not known here" and its names are not checked; `languages` is never empty.
struct CheckContext {
  std::vector<std::string> languages{"en"};
  std::vector<std::string> zone_layers{};  // "district"
  std::vector<std::string> roles{};
  std::vector<std::string> queues{};     // "streets/north", or "streets" for all below
  std::vector<std::string> events{};     // that `workflow.states.*.on` may name
  std::vector<std::string> templates{};  // of notices
  std::vector<std::string> groups{};     // of services
  std::vector<std::string> situations{};
  std::vector<DefinitionPtr> others{};   // the other published services, for code clashes; the same id means an older version
};

/// The context of a city as shipped: English and Spanish, the roles and events of this program, layer "district".
CheckContext shipped_context();

/// Also runs the tests inside.
std::vector<Fault> check(DefinitionPtr const& definition, CheckContext const& context);
/// Parses, checks and runs the tests inside: all faults of a file, in the order of its lines. Empty: it may be published.
std::vector<Fault> examine(std::string_view json, CheckContext const& context);

}  // namespace cityhall
