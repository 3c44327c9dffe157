#pragma once
// A definition as Open311 shows it: a service with attributes; and the answers of a client as the definition wants them.

#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"
#include "standards/open311.h"

namespace cityhall::open311 {

namespace api = standards::open311;

/// Offered through this API: it has a service code and the channel "open311".
bool is_offered(Definition const& definition);
/// As the list of services shows it. Texts in `language`.
api::Service service_of(Definition const& definition, std::string_view language);
/// Its questions as attributes. The place is sent as lat and long, photos as media: they are none.
api::ServiceDefinition attributes_of(Definition const& definition, std::string_view language);

/// The definition's answers (a JSON object by question id) from attributes. Adds a fault for a code that the service does not have, and for
/// several values where one is wanted.
Json answers_of(Definition const& definition, std::vector<api::Answer> const& attributes, std::vector<api::Fault>& faults);

}  // namespace cityhall::open311
