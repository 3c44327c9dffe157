#pragma once
// Published definitions in the database: rows are added, never changed.

#include <string_view>

#include "kernel/definitions/check.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/unit.h"

namespace cityhall {

/// Reads every published version. Throws Refusal(unavailable, "definition.damaged") naming the service when stored bytes do not parse or
/// their hash differs.
/// `today` is a date such as "2027-03-02"; empty: versions that count from a later day count, too.
std::shared_ptr<DefinitionSet const> load_definitions(store::Reader& reader, std::string today = {});
/// Versions whose day has come count from now on. For a job; nothing is written.
void bring_into_force(City& city);

/// Needs `admin.services`. Checks, runs the tests inside and publishes the file as version n of its service; the city's snapshot changes
/// with the commit. The version in the file must be greater than every published one. Publishing equal bytes again gives the published
/// definition back. Appends `definition.published`. Throws Refusal: invalid "definition.faulty" (a field error per fault), conflict
/// "definition.version_exists".
DefinitionPtr publish_definition(Unit& unit, std::string_view json, CheckContext const& context);
/// Needs `admin.services`. Appends `definition.retired`. No new cases of this service from now on; publishing a newer version brings it
/// back. Throws Refusal not_found.
void retire_definition(Unit& unit, std::string_view service_id);
/// The ids of all services that were ever published, also of retired ones, sorted.
std::vector<std::string> published_services(View const& view);
/// The canonical JSON of a published version as stored. Throws Refusal not_found.
std::string definition_source(View const& view, std::string_view service_id, int version);

}  // namespace cityhall
