#include "services/desk/module.h"

#include "services/desk/asset_handlers.h"
#include "services/desk/bulk_handlers.h"
#include "services/desk/case_handlers.h"
#include "services/desk/family_handlers.h"
#include "services/desk/inbox_handlers.h"
#include "services/desk/keys_page.h"
#include "services/desk/overview_handlers.h"
#include "services/desk/photo_handlers.h"
#include "services/desk/samples.h"
#include "services/desk/view_handlers.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> desk_migrations();

namespace {

using enum web::Method;

Route act(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = permission,
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .redisplay = case_again};
}

Route form_page(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = permission, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

std::vector<Route> family_routes() {
  auto correct = act("/desk/cases/{number}/service", "issues.triage", create_correction, _("Correct the service"));
  correct.redisplay = correction_again;
  auto divide = act("/desk/cases/{number}/split", "issues.triage", create_split, _("Make two requests of one"));
  divide.redisplay = split_again;
  return {act("/desk/cases/{number}/merge", "issues.triage", create_merge, _("Handle together with another request")),
          act("/desk/cases/{number}/unmerge", "issues.triage", delete_merge, _("Take a request out of those handled together")),
          act("/desk/cases/{number}/tags", "issues.read", create_tag, _("Tag a request")),
          act("/desk/cases/{number}/tags/removal", "issues.read", delete_tag, _("Take a tag away")),
          form_page("/desk/cases/{number}/service", "issues.triage", show_correction, _("What another service would have to ask")),
          correct,
          form_page("/desk/cases/{number}/split", "issues.triage", show_split, _("What a second request would take along")),
          divide};
}

std::vector<Route> asset_routes() {
  return {act("/desk/cases/{number}/assets", "assets.link", create_asset_link, _("Say which asset a request is about")),
          act("/desk/cases/{number}/assets/removal", "assets.link", delete_asset_link, _("Take back which asset a request is about"))};
}

std::vector<Route> bulk_routes() {
  auto preview = act("/desk/bulk/preview", "issues.read", preview_bulk, _("What an act on many requests would do; changes nothing"));
  preview.access = Access::read;
  preview.redisplay = nullptr;
  auto perform = act("/desk/bulk", "issues.read", create_bulk, _("Act on many requests at once"));
  perform.redisplay = bulk_again;
  auto undo = act("/desk/bulk/{bulk}/undoing", "issues.read", undo_bulk_act, _("Undo an act on many requests"));
  undo.redisplay = nullptr;
  return {std::move(preview), std::move(perform),
          form_page("/desk/bulk/{bulk}", "issues.read", show_bulk, _("What an act on many requests did")), std::move(undo)};
}

std::vector<Route> view_routes() {
  auto save = act("/desk/views", "issues.read", create_view, _("Save what the inbox shows under a name"));
  save.redisplay = views_again;
  auto remove = act("/desk/views/{view}/removal", "issues.read", remove_view, _("Delete a saved view"));
  remove.redisplay = nullptr;
  return {form_page("/desk/views", "issues.read", show_views, _("Saved views of the inbox")), std::move(save), std::move(remove)};
}

std::vector<Route> photo_routes() {
  auto const photo_act = [](std::string_view path, std::string_view permission, RouteHandler handler, Message words) {
    auto route = act(path, permission, handler, std::move(words));
    route.redisplay = photo_editor_again;
    return route;
  };
  auto hide = photo_act("/desk/cases/{number}/photos/{file}/hidden-parts", "desk.redact", create_hidden_parts, _("Hide parts of a photo"));
  hide.access = Access::apart;  // pictures are worked on outside of any transaction
  return {form_page("/desk/cases/{number}/photos/{file}", "desk.redact", show_photo_editor, _("Where parts of a photo are marked")),
          std::move(hide),
          photo_act("/desk/cases/{number}/photos/{file}/hidden-parts/removal", "desk.originals", remove_hidden_parts,
                    _("Show a photo as it came")),
          photo_act("/desk/cases/{number}/photos/{file}/original", "desk.originals", view_original,
                    _("The original of a photo; the look at it is recorded"))};
}

std::vector<Route> with_families(std::vector<Route> routes) {
  for (auto&& more : {family_routes(), asset_routes(), bulk_routes(), photo_routes(), view_routes()})
    routes.insert(routes.end(), more.begin(), more.end());
  return routes;
}

}  // namespace

Module desk_module() {
  return {
      .name = "desk",
      .title = _("Desk"),
      .permissions = {{"desk.overview", _("See the figures of all services"), {"manager", "administrator"}},
                      {"desk.redact", _("Hide parts of photos"), {"dispatcher", "agent", "manager", "administrator"}},
                      {"desk.originals", _("See the originals of photos with hidden parts"), {"manager", "administrator"}}},
      .publishes = {"bulk.done", "bulk.undone", "case.reply_withdrawn", "view.saved", "view.deleted", "file.redacted",
                    "file.redaction_undone", "file.original_viewed"},
      .routes =
          with_families({{.method = GET,
                          .path = "/work",
                          .permission = "signed-in",
                          .access = Access::read,
                          .handler = lead_to_work,
                          .summary = _("Leads everybody to where their work is")},
                         {.method = GET,
                          .path = "/desk",
                          .permission = "issues.read",
                          .access = Access::read,
                          .handler = show_inbox,
                          .summary = _("The inbox")},
                         {.method = GET,
                          .path = "/desk/map.geojson",
                          .permission = "issues.read",
                          .access = Access::read,
                          .handler = show_inbox_dots,
                          .summary = _("What the inbox holds as points, for its map"),
                          .answers = Answers::json},
                         {.method = GET,
                          .path = "/desk/live",
                          .permission = "issues.read",
                          .access = Access::read,
                          .handler = desk_live,
                          .summary = _("What happens to all requests, as it happens")},
                         {.method = GET,
                          .path = "/desk/cases/{number}",
                          .permission = "issues.read",
                          .access = Access::read,
                          .handler = show_case,
                          .summary = _("One request with everything on one page")},
                         {.method = GET,
                          .path = "/desk/overview",
                          .permission = "desk.overview",
                          .access = Access::read,
                          .handler = show_overview,
                          .summary = _("Figures of all services")},
                         form_page("/desk/keys", "issues.read", show_desk_keys, _("The keys of the desk's pages")),
                         act("/desk/cases/{number}/replies", "issues.reply", create_reply, _("Answer the reporter")),
                         act("/desk/cases/{number}/notes", "issues.read", create_note, _("Write an internal note")),
                         act("/desk/cases/{number}/assignment", "issues.triage", create_assignment, _("Assign to a person or queue")),
                         act("/desk/cases/{number}/priority", "issues.triage", change_case_priority, _("Change the priority")),
                         act("/desk/cases/{number}/work-orders", "issues.dispatch", create_work_order, _("Make a work order")),
                         act("/desk/cases/{number}/closure", "issues.close", create_closure, _("Close")),
                         act("/desk/cases/{number}/reopening", "issues.close", create_reopening, _("Open again")),
                         act("/desk/cases/{number}/actions/{action}", "issues.read", take_action, _("Take an action of the workflow"))}),
      .menu = {{_("Inbox"), "/desk", "issues.read"}, {_("Overview"), "/desk/overview", "desk.overview"}},
      .components = desk_components(),
      .migrations = desk_migrations()};
}

}  // namespace cityhall
