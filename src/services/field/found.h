#pragma once
// What a crew found, as a form or a tablet sends it.

#include "kernel/fieldwork/found.h"
#include "services/call.h"
#include "web/form.h"

namespace cityhall {

/// The services whose work crews do, in the order of their titles.
std::vector<DefinitionPtr> services_for_crews(Call const& call);
/// Does its work go to a crew?
bool sends_a_crew(Definition const& definition);
/// That service. Throws Refusal(not_found).
DefinitionPtr service_for_crews(Call const& call, std::string_view id);
/// A number for a page's contents: another one when the service has changed.
std::string found_version(Definition const& definition);

/// Fields: "place" (an address or "latitude, longitude"), "place.lat" and "place.long" where a map or the device knows the point,
/// "place.device" (used where the address is not known), "note", "ours" (yes), and "answer.<question>".
FoundWork found_work(Call const& call, DefinitionPtr definition, web::Parameters const& fields, std::vector<FileId> files);
/// The errors of the verb about the controls of the form.
std::vector<FieldError> found_errors(std::vector<FieldError> errors, Definition const& definition);

}  // namespace cityhall
