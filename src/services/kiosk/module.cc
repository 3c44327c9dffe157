#include "services/kiosk/module.h"

#include "services/kiosk/handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

Route kiosk_route(web::Method method, std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {
      .method = method, .path = path, .permission = permission, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

}  // namespace

Module kiosk_module() {
  return {.name = "kiosk",
          .title = _("Kiosk"),
          .routes = {kiosk_route(GET, "/kiosk", "public", show_kiosk, _("The services of a public device; begins a new sitting")),
                     kiosk_route(GET, "/kiosk/sent", "public", show_kiosk_sent, _("What a kiosk says after a report")),
                     kiosk_route(GET, "/kiosk/setup", "issues.read", show_kiosk_setup, _("Where staff make a device a kiosk")),
                     kiosk_route(POST, "/kiosk/setup", "issues.read", start_kiosk, _("Make this device a kiosk; signs out")),
                     kiosk_route(POST, "/kiosk/end", "issues.read", end_kiosk, _("Make this device an ordinary one again"))}};
}

}  // namespace cityhall
