#pragma once
// "Where is it?" as a field of a form: an address, coordinates, the browser's own position, a press on the map; and what the form holds.

#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "services/page/page.h"
#include "web/controls.h"

namespace cityhall {

struct PlaceField {
  web::Control control;
  Json const& known;                      // {lat, long, address} given before or suggested, or null
  std::vector<std::string> const& meant;  // addresses that were perhaps meant
  std::string points{};                   // address of what the moving map shows of others' requests
};
web::Html place_field(Call const& call, PlaceField const& field);

/// What the form holds under this name: {address} or {lat, long}; null when it is empty.
Json given_place(Call const& call, std::string const& name);
/// The place as drafts keep it: {lat, long, address}, of which one may be missing.
Json known_place(Place const& place);
/// The place with what the city knows of it. Throws invalid for places outside, and for addresses that nobody has.
Json located(Call const& call, std::string const& name, Json const& answer);
/// Addresses like the one that nobody has.
std::vector<std::string> meant_addresses(Call const& call, std::string const& name, Refusal const& refusal);

}  // namespace cityhall
