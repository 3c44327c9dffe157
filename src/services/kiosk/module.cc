#include "services/kiosk/module.h"

#include "services/kiosk/handlers.h"
#include "services/kiosk/parts.h"

namespace cityhall {
namespace {

using enum web::Method;

Route kiosk_page(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = "public", .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

Route setup(web::Method method, std::string_view path, RouteHandler handler, Message summary) {
  return {.method = method,
          .path = path,
          .permission = "issues.read",
          .access = method == POST ? Access::write : Access::read,
          .handler = handler,
          .summary = std::move(summary)};
}

}  // namespace

Module kiosk_module() {
  return {.name = "kiosk",
          .title = _("Kiosk"),
          .routes = {kiosk_page("/kiosk", show_kiosk, _("The services of a public device; begins a new sitting")),
                     kiosk_page("/kiosk/services", show_kiosk_services, _("The kiosk's services of one topic, or that fit the words")),
                     kiosk_page("/kiosk/request", show_kiosk_request, _("How a request stands, by its number, on a kiosk")),
                     kiosk_page("/kiosk/sent", show_kiosk_sent, _("What a kiosk says after a report")),
                     setup(GET, "/kiosk/setup", show_kiosk_setup, _("Where staff make a device a kiosk")),
                     setup(POST, "/kiosk/setup", start_kiosk, _("Make this device a kiosk; signs out")),
                     setup(POST, "/kiosk/end", end_kiosk, _("Make this device an ordinary one again"))},
          .components = kiosk_components()};
}

}  // namespace cityhall
