#include "services/field/module.h"

#include "kernel/accounts/tablet.h"
#include "kernel/files/upload.h"
#include "services/field/app_handlers.h"
#include "services/field/conflict_handlers.h"
#include "services/field/device_handlers.h"
#include "services/field/found.h"
#include "services/field/found_handlers.h"
#include "services/field/preview.h"
#include "services/field/push.h"
#include "services/field/renewal_handlers.h"
#include "services/field/samples.h"
#include "services/field/sync_handlers.h"
#include "services/field/work_handlers.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> field_migrations();

namespace {

using enum web::Method;

std::vector<Route> work_routes() {
  constexpr std::size_t photos_body_max = 130'000'000;
  return {{.method = GET,
           .path = "/field",
           .permission = "field.work",
           .access = Access::read,
           .handler = show_work,
           .summary = _("The crew's work, in order")},
          {.method = GET,
           .path = "/field/live",
           .permission = "field.work",
           .access = Access::read,
           .handler = work_live,
           .summary = _("New and changed work orders as they happen")},
          {.method = GET,
           .path = "/field/orders/{task}",
           .permission = "field.work",
           .access = Access::read,
           .handler = show_work_order,
           .summary = _("One work order")},
          {.method = POST,
           .path = "/field/orders/{task}/operations",
           .permission = "field.work",
           .access = Access::write,
           .handler = add_operation,
           .summary = _("Something that the crew did"),
           .body_bytes_max = photos_body_max,
           .takes_photos = true,
           .redisplay = work_order_again,
           .photos_most = 10}};
}

std::vector<Route> found_routes() {
  constexpr std::size_t photos_body_max = 130'000'000;
  return {{.method = GET,
           .path = "/field/found",
           .permission = "field.work",
           .access = Access::read,
           .handler = show_found_services,
           .summary = _("Services of which a crew may find something")},
          {.method = GET,
           .path = "/field/found/{service}",
           .permission = "field.work",
           .access = Access::read,
           .handler = show_found_form,
           .summary = _("Report what a crew has found")},
          {.method = POST,
           .path = "/field/found/{service}",
           .permission = "field.work",
           .access = Access::write,
           .handler = create_found_work,
           .summary = _("A request from a crew, and its own work order where it does the work at once"),
           .body_bytes_max = photos_body_max,
           .takes_photos = true,
           .redisplay = found_form_again,
           .photos_most = 10}};
}

std::vector<Route> app_routes() {
  return {{.method = GET,
           .path = "/field/app.webmanifest",
           .permission = "public",
           .access = Access::read,
           .handler = show_app_manifest,
           .summary = _("What makes an app of the crew's pages")},
          {.method = GET,
           .path = "/field/offline",
           .permission = "public",
           .access = Access::read,
           .handler = show_offline_page,
           .summary = _("What a tablet shows without a connection")},
          {.method = GET,
           .path = "/field-worker.js",
           .permission = "public",
           .access = Access::read,
           .handler = show_field_worker,
           .summary = _("The script that keeps the crew's pages on the tablet")},
          {.method = GET,
           .path = "/field/map-worker.js",
           .permission = "public",
           .access = Access::read,
           .handler = show_map_worker,
           .summary = _("The script that draws the moving map, below the crew's pages")}};
}

/// What the tablet's script speaks with.
Route tablet_route(web::Method method, std::string_view path, RouteHandler handler, Message summary) {
  return {.method = method,
          .path = path,
          .permission = "field.work",
          .access = web::is_safe(method) ? Access::read : Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .answers = Answers::json};
}

std::vector<Route> tablet_routes() {
  auto sync = tablet_route(POST, "/field/sync", take_operations, _("What a tablet has recorded, as a batch; each answered for itself"));
  sync.body_bytes_max = 2'000'000;
  auto part = tablet_route(POST, "/field/uploads/{upload}/parts", take_upload_part, _("A part of a photo"));
  part.body_bytes_max = upload_part_bytes_max;
  part.access = Access::apart;  // the last part is followed by decoding
  auto renewal = tablet_route(POST, "/field/renewal", renew_this_session, _("A new session for a crew's tablet"));
  renewal.permission = "public";  // the cookie of the device is what lets it in
  return {tablet_route(GET, "/field/state", show_tablet_state, _("Who is signed in on a tablet")),
          std::move(sync),
          tablet_route(GET, "/field/uploads/{upload}", show_upload, _("How much of a photo has arrived")),
          std::move(part),
          tablet_route(POST, "/field/renewal/tablets", enrol_this_tablet, _("Let this tablet renew the crew's session")),
          std::move(renewal),
          tablet_route(POST, "/field/devices", create_push_device, _("Tell this browser of new work")),
          tablet_route(POST, "/field/devices/removal", delete_push_device, _("No longer tell this browser of new work"))};
}

std::vector<Route> conflict_routes() {
  return {{.method = GET,
           .path = "/desk/conflicts",
           .permission = "issues.dispatch",
           .access = Access::read,
           .handler = show_field_conflicts,
           .summary = _("Field work that did not fit")},
          {.method = POST,
           .path = "/desk/conflicts/{operation}/decision",
           .permission = "issues.dispatch",
           .access = Access::write,
           .handler = decide_conflict,
           .summary = _("Accept, change or discard what a crew recorded"),
           .redisplay = field_conflicts_again}};
}

std::vector<Route> field_routes() {
  auto all = work_routes();
  for (auto&& more : {found_routes(), app_routes(), tablet_routes(), conflict_routes()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

void sweep_parts(City& city) { sweep_uploads(city); }

}  // namespace

Module field_module() {
  using namespace std::chrono_literals;
  return {.name = "field",
          .title = _("Field work"),
          .permissions = {{"field.work", _("See and do the crew's work orders"), {"crew", "dispatcher"}}},
          .publishes = {"task.created", "task.assigned", "task.ordered", "task.cancelled", "task.accepted", "task.en_route", "task.started",
                        "task.paused", "task.done", "task.noted", "task.photographed", "task.declined", "task.checked", "task.unchecked", "task.conflict", "task.withdrawn",
                        "task.conflict_settled", "tablet.enrolled", "tablet.revoked"},
          .routes = field_routes(),
          .consumers = {{"field.queue_pushes", {"task.created", "task.assigned"}, queue_pushes}},
          .jobs = {{"send pushes", 2s, send_pushes}, {"forget parts of photos", 24h, sweep_parts}, {"forget dead tablets", 24h, forget_dead_tablets}},
          .menu = {{_("My work"), "/field", "field.work"}, {_("Field conflicts"), "/desk/conflicts", "issues.dispatch"}},
          .previews = {{"field", _("Work order on the tablet"), preview_work_order, sends_a_crew},
                       {"found", _("Found by a crew"), preview_found, sends_a_crew}},
          .components = field_components(),
          .migrations = field_migrations()};
}

}  // namespace cityhall
