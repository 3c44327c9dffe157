#include "services/offline/module.h"

#include "services/offline/handlers.h"

namespace cityhall {

Module offline_module() {
  using namespace std::chrono_literals;
  using enum web::Method;
  return {.name = "offline",
          .title = _("Without a connection"),
          .routes = {{.method = GET,
                      .path = "/offline",
                      .permission = "public",
                      .access = Access::read,
                      .handler = show_page_without_connection,
                      .summary = _("What residents see without a connection"),
                      .cached = 60s},
                     {.method = GET,
                      .path = "/resident-worker.js",
                      .permission = "public",
                      .access = Access::read,
                      .handler = show_resident_worker,
                      .summary = _("The service worker that keeps that page, with the list of what to keep"),
                      .cached = 60s}}};
}

}  // namespace cityhall
