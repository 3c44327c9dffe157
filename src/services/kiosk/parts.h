#pragma once
// What the kiosk's pages are made of, besides the tiles of services (services/page/kiosk.h); and their states, for /styles.

#include <vector>

#include "kernel/definitions/definition.h"
#include "services/module.h"
#include "web/controls.h"

namespace cityhall {

/// The topics that have a service of the list.
web::Html topic_tiles(Call const& call, std::vector<DefinitionPtr> const& services);
/// Asks for the number of a request, with its button beside it.
web::Html number_form(web::Entered const& entered);

std::vector<Component> kiosk_components();

}  // namespace cityhall
