#include "services/hooks/module.h"

#include "services/hooks/hook.h"
#include "services/hooks/hook_api.h"
#include "services/hooks/hook_handlers.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> hooks_migrations();

Module hooks_module() {
  using namespace std::chrono_literals;
  auto routes = hook_page_routes();
  auto const api = hook_api_routes();
  routes.insert(routes.end(), api.begin(), api.end());
  return {.name = "hooks",
          .title = _("Web hooks"),
          .permissions = {{"hooks.manage", _("Add web hooks and read their log"), {"administrator"}}},
          .publishes = {"hook.created", "hook.changed", "hook.removed", "hook.paused", "hook.resumed", "hook.secret_rotated", "hook.pinged",
                        "hook.replayed"},
          .routes = std::move(routes),
          .consumers = {{"hooks.queue_deliveries", {}, queue_deliveries},
                        {"hooks.forget_words", {"case.removed", "person.erased"}, forget_words}},
          .jobs = {{"deliver web hooks", 2s, deliver_hooks}, {"forget deliveries", 3600s, forget_deliveries}},
          .notices = {{"hook-paused", _("A web hook was paused")}},
          .migrations = hooks_migrations()};
}

}  // namespace cityhall
