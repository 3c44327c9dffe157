#include "services/assets/module.h"

#include "services/assets/assets_handlers.h"

namespace cityhall {

Module assets_module() {
  using enum web::Method;
  return {.name = "assets",
          .title = _("Assets"),
          .permissions = {{"assets.read", _("See what the city maintains"), {"agent", "crew", "dispatcher", "manager", "administrator"}},
                          {"assets.link", _("Say which asset a request is about"), {"agent", "dispatcher", "manager", "administrator"}}},
          .publishes = {"assets.imported", "case.asset_linked", "case.asset_unlinked"},
          .routes = {{.method = GET,
                      .path = "/desk/assets",
                      .permission = "assets.read",
                      .access = Access::read,
                      .handler = show_assets,
                      .summary = _("What the city maintains, by kind and words")},
                     {.method = GET,
                      .path = "/desk/assets/{asset}",
                      .permission = "assets.read",
                      .access = Access::read,
                      .handler = show_asset,
                      .summary = _("One asset with its place and its history")}},
          .menu = {{_("Assets"), "/desk/assets", "assets.read"}}};
}

}  // namespace cityhall
