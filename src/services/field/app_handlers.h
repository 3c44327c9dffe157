#pragma once
// What makes an app of the crew's pages: the manifest, and the page that shows when nothing else is on the device.

#include "services/module.h"

namespace cityhall {

/// GET /field/app.webmanifest
web::Response show_app_manifest(Call& call);
/// GET /field/offline
web::Response show_offline_page(Call& call);
/// GET /field-worker.js: the service worker. It stands at the root of the site and asks for /field alone.
web::Response show_field_worker(Call& call);
/// GET /field/map-worker.js: MapLibre's worker below /field, so that the app's own worker answers what it asks for.
web::Response show_map_worker(Call& call);

}  // namespace cityhall
