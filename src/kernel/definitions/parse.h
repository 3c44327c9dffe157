#pragma once
// Service file to Definition. Parsing refuses what is not the format; check.h refuses what is the format but makes no sense.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "kernel/definitions/definition.h"
#include "kernel/definitions/fault.h"

namespace cityhall {

/// At most 512 KB of JSON, format "city-service/1". The error holds every fault, in the order of the file.
Result<DefinitionPtr, std::vector<Fault>> parse_definition(std::string_view json);

/// The same for bytes that print_definition made: the hash is taken from them as they are.
Result<DefinitionPtr, std::vector<Fault>> parse_canonical(std::string_view json);

/// As much of the definition as could be read, and what could not: for tools that want the faults of all stages at once.
struct ParsedDefinition {
  DefinitionPtr definition;  // null when the text is no JSON object
  std::vector<Fault> faults;
};
ParsedDefinition parse_leniently(std::string_view json);

}  // namespace cityhall
