#include "services/look/module.h"

#include "services/look/look_handlers.h"
#include "services/look/styles_page.h"

namespace cityhall {

Module look_module() {
  using enum web::Method;
  constexpr std::size_t pictures_body_max = 60'000'000;  // two photos and the form
  return {.name = "look",
          .title = _("Look of the city"),
          .routes = {{.method = GET,
                      .path = "/look/{sheet}",
                      .permission = "public",
                      .access = Access::read,
                      .handler = show_look_sheet,
                      .summary = _("The city's own colors as a style sheet")},
                     {.method = GET,
                      .path = "/styles",
                      .permission = "public",
                      .access = Access::read,
                      .handler = show_styles,
                      .summary = _("Every component of the pages in every state")},
                     {.method = GET,
                      .path = "/admin/look",
                      .permission = "admin.settings",
                      .access = Access::read,
                      .handler = show_look,
                      .summary = _("The city's seal, colors, foot and picture")},
                     {.method = POST,
                      .path = "/admin/look",
                      .permission = "admin.settings",
                      .access = Access::write,
                      .handler = save_look,
                      .summary = _("Change the city's look"),
                      .body_bytes_max = pictures_body_max,
                      .takes_photos = true,
                      .redisplay = look_again}}};
}

}  // namespace cityhall
