#include "services/hooks/hook_handlers.h"

#include "services/hooks/hook_pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

using web::Response;

struct HookForm {
  HookFields fields;
  std::string events;
  std::string services;
};

HookFields fields_from(Call const& call) {
  auto const form =
      web::read(web::Form<HookForm>{{"label", [](auto const& data, auto const& rules, HookForm& to,
                                                 auto& errors) { web::read_field(data, rules, to.fields.label, errors); }},
                                    {"url", [](auto const& data, auto const& rules, HookForm& to,
                                               auto& errors) { web::read_field(data, rules, to.fields.url, errors); }},
                                    {"owner_email", [](auto const& data, auto const& rules, HookForm& to,
                                                       auto& errors) { web::read_field(data, rules, to.fields.owner_email, errors); }},
                                    web::field("events", &HookForm::events).required().most(4000).lines(),
                                    web::field("services", &HookForm::services).most(4000).lines()},
                call.request.form);
  auto fields = form.fields;
  fields.events = lines_of(form.events);
  fields.services = lines_of(form.services);
  return fields;
}

std::string path_of(Call const& call) { return "/admin/hooks/" + std::string{call.path_value("hook")}; }

HookView view_of_hook(Call const& call) {
  auto const& query = call.request.query;
  HookView view{.hook = hook_by_id(call.view(), asked_hook(call)), .state = delivery_state_from(query.get("state"))};
  view.deliveries =
      deliveries(call.view(), {.hook = view.hook.id, .state = view.state, .before = DeliveryId{parse_id(query.get("before"))}});
  return view;
}

Response show_hooks(Call& call) { return hooks_page(call, {.hooks = hooks(call.view())}); }
Response hooks_again(Call& call, Refusal const& refusal) {
  return hooks_page(call, {.hooks = hooks(call.view()), .told = told_of(call, refusal)});
}

Response create_one(Call& call) {
  auto const fields = fields_from(call);
  auto unit = call.unit();
  auto const made = create_hook(unit, fields);
  return hook_secret_page(call, hook_by_id(call.view(), made.id), made.secret);
}

Response show_one(Call& call) { return hook_page(call, view_of_hook(call)); }
Response one_again(Call& call, Refusal const& refusal) {
  auto view = view_of_hook(call);
  view.told = told_of(call, refusal);
  return hook_page(call, view);
}

Response change_one(Call& call) {
  auto const fields = fields_from(call);
  auto unit = call.unit();
  change_hook(unit, asked_hook(call), fields);
  return saved(path_of(call));
}
Response remove_one(Call& call) {
  auto unit = call.unit();
  remove_hook(unit, asked_hook(call));
  return saved("/admin/hooks");
}
Response pause_one(Call& call) {
  auto unit = call.unit();
  pause_hook(unit, asked_hook(call), "");
  return saved(path_of(call));
}
Response resume_one(Call& call) {
  auto unit = call.unit();
  resume_hook(unit, asked_hook(call));
  return saved(path_of(call));
}
Response rotate_one(Call& call) {
  auto unit = call.unit();
  auto const secret = rotate_secret(unit, asked_hook(call));
  return hook_secret_page(call, hook_by_id(call.view(), asked_hook(call)), secret);
}
Response ping_one(Call& call) {
  auto unit = call.unit();
  ping_hook(unit, asked_hook(call));
  return saved(path_of(call));
}

struct RangeForm {
  std::string from;
  std::string to;
  bool everything = false;
};

Response replay_range(Call& call) {
  auto const form = web::read(
      web::Form<RangeForm>{web::field("from", &RangeForm::from).required().most(40), web::field("to", &RangeForm::to).required().most(40),
                           web::field("everything", &RangeForm::everything)},
      call.request.form);
  auto const zone = call.city.zone();
  auto const from = parse_time(form.from, zone);
  auto const to = parse_time(form.to, zone);
  std::vector<FieldError> faults;
  if (!from) faults.push_back({"from", "malformed", _("Write a time like 2027-03-02T09:00.")});
  if (!to) faults.push_back({"to", "malformed", _("Write a time like 2027-03-02T09:00.")});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  auto unit = call.unit();
  replay_deliveries(unit, asked_hook(call), {.from = *from, .to = *to, .only_failed = !form.everything});
  return saved(path_of(call));
}

Response show_delivery(Call& call) {
  auto const hook = hook_by_id(call.view(), asked_hook(call));
  DeliveryId const id{parse_id(call.path_value("delivery"))};
  return delivery_page(call,
                       {.hook = hook, .delivery = delivery_by_id(call.view(), hook.id, id), .attempts = attempts_of(call.view(), id)});
}

Response replay_one(Call& call) {
  auto unit = call.unit();
  replay_delivery(unit, asked_hook(call), DeliveryId{parse_id(call.path_value("delivery"))});
  return saved(path_of(call) + "/deliveries/" + std::string{call.path_value("delivery")});
}

Route look(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = web::Method::GET,
          .path = path,
          .permission = "hooks.manage",
          .access = Access::read,
          .handler = handler,
          .summary = std::move(summary)};
}
Route change(std::string_view path, RouteHandler handler, RefusalHandler again, Message summary) {
  return {.method = web::Method::POST,
          .path = path,
          .permission = "hooks.manage",
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .redisplay = again};
}

}  // namespace

std::vector<Route> hook_page_routes() {
  return {look("/admin/hooks", show_hooks, _("Web hooks")),
          change("/admin/hooks", create_one, hooks_again, _("Add a web hook; shows its secret once")),
          look("/admin/hooks/{hook}", show_one, _("One web hook and its log")),
          change("/admin/hooks/{hook}", change_one, one_again, _("Change a web hook")),
          change("/admin/hooks/{hook}/removal", remove_one, nullptr, _("Remove a web hook")),
          change("/admin/hooks/{hook}/pause", pause_one, nullptr, _("Pause a web hook")),
          change("/admin/hooks/{hook}/resumption", resume_one, nullptr, _("Let a web hook go on")),
          change("/admin/hooks/{hook}/secrets", rotate_one, nullptr, _("Exchange a web hook's secret; shows it once")),
          change("/admin/hooks/{hook}/pings", ping_one, nullptr, _("Send a test to a web hook")),
          change("/admin/hooks/{hook}/replays", replay_range, one_again, _("Send a range of deliveries again")),
          look("/admin/hooks/{hook}/deliveries/{delivery}", show_delivery, _("One delivery: what was sent and answered")),
          change("/admin/hooks/{hook}/deliveries/{delivery}/replay", replay_one, nullptr, _("Send a delivery again"))};
}

HookId asked_hook(Call const& call) { return HookId{parse_id(call.path_value("hook"))}; }

}  // namespace cityhall
