#include "services/studio/module.h"

#include "services/studio/draft.h"
#include "services/studio/handlers.h"
#include "services/studio/samples.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> studio_migrations();

namespace studio {
namespace {

using enum web::Method;

constexpr std::size_t sheet_body_max = 2'500'000;  // 512 KB of JSON, every byte of it escaped

Route shows(std::string_view path, RouteHandler handler, Message summary) {
  return {
      .method = GET, .path = path, .permission = "studio.edit", .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

Route does(std::string_view path, RouteHandler handler, Message summary, RefusalHandler again = nullptr) {
  return {.method = POST,
          .path = path,
          .permission = "studio.edit",
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .body_bytes_max = sheet_body_max,
          .redisplay = again};
}

std::vector<Route> studio_routes() {
  auto examine = does("/admin/studio/{draft}/examinations/{part}", examine_part, _("Check a part as it is typed; changes nothing"));
  examine.access = Access::read;
  auto keeping = does("/admin/studio/{draft}/autosaves/{part}", autosave_part, _("Save a part of a draft while it is typed"), part_again);
  auto publishing = does("/admin/studio/{draft}/publication", publish_draft, _("Publish a draft as the next version"), publish_again);
  auto scheduling = does("/admin/studio/{draft}/schedule", schedule_draft, _("Let a draft go live at a time"), publish_again);
  auto stopping = does("/admin/studio/{draft}/schedule/removal", unschedule_draft, _("Let a draft not go live by itself"));
  for (auto* route : {&publishing, &scheduling, &stopping}) route->permission = "admin.services";
  return {shows("/admin/studio", show_drafts, _("All drafts of services")),
          does("/admin/studio", begin_draft, _("Begin a draft"), begin_again),
          shows("/admin/studio/{draft}", show_draft, _("One draft")),
          shows("/admin/studio/{draft}/parts/{part}", show_part, _("A part of a draft as a form")),
          does("/admin/studio/{draft}/parts/{part}", save_part, _("Save a part of a draft"), part_again),
          std::move(examine),
          std::move(keeping),
          shows("/admin/studio/{draft}/preview", show_preview, _("A draft in every channel")),
          shows("/admin/studio/{draft}/json", show_json, _("A draft as JSON")),
          does("/admin/studio/{draft}/json", save_json, _("Save a draft as JSON"), json_again),
          shows("/admin/studio/{draft}/changes", show_changes, _("What a draft changes, and how it is published")),
          std::move(publishing),
          std::move(scheduling),
          std::move(stopping),
          does("/admin/studio/{draft}/returns", go_back_to, _("Back to what a draft said before")),
          does("/admin/studio/{draft}/discarding", discard_draft, _("Throw a draft away")),
          does("/admin/studio/{draft}/restoring", restore_draft, _("Bring a draft back"))};
}

}  // namespace
}  // namespace studio

Module studio_module() {
  return {.name = "studio",
          .title = _("Studio"),
          .permissions = {{"studio.edit", _("Write drafts of services"), {"administrator", "manager"}}},
          .publishes = {"draft.begun", "draft.saved", "draft.discarded", "draft.restored", "draft.scheduled", "draft.unscheduled",
                        "draft.published", "draft.not_published"},
          .routes = studio::studio_routes(),
          .jobs = {{"publish drafts at their time", std::chrono::seconds{30}, studio::publish_due},
                   {"forget old service drafts", std::chrono::hours{6}, studio::forget_drafts}},
          .components = studio::studio_components(),
          .migrations = studio_migrations()};
}

}  // namespace cityhall
