#include "services/hooks/hook_api.h"

#include "base/json.h"
#include "services/hooks/hook_handlers.h"
#include "services/hooks/hook_pages.h"

namespace cityhall {

using namespace web;

namespace {

std::vector<std::string> delivery_states() { return {"queued", "delivered", "given_up"}; }

Json parsed_body(DeliveryAnswer const& answer) {
  auto const parsed = parse_json(answer.delivery.body);
  return parsed ? *parsed : Json::object();
}

ListPage<Hook> list_hooks(Call& call) { return {.items = hooks(call.view())}; }
Hook show_hook(Call& call) { return hook_by_id(call.view(), asked_hook(call)); }

Created<HookSecretAnswer> make_hook(Call& call, HookFields const& fields) {
  auto unit = call.unit();
  auto const made = create_hook(unit, fields);
  return {{made.id, made.secret}, "/api/v1/hooks/" + to_text(made.id)};
}
Hook put_hook(Call& call, HookFields const& fields) {
  auto unit = call.unit();
  change_hook(unit, asked_hook(call), fields);
  return show_hook(call);
}
void delete_hook(Call& call) {
  auto unit = call.unit();
  remove_hook(unit, asked_hook(call));
}
Hook make_pause(Call& call) {
  auto unit = call.unit();
  pause_hook(unit, asked_hook(call), "");
  return show_hook(call);
}
Hook make_resumption(Call& call) {
  auto unit = call.unit();
  resume_hook(unit, asked_hook(call));
  return show_hook(call);
}
HookSecretAnswer make_secret(Call& call) {
  auto unit = call.unit();
  return {asked_hook(call), rotate_secret(unit, asked_hook(call))};
}
void make_ping(Call& call) {
  auto unit = call.unit();
  ping_hook(unit, asked_hook(call));
}
HookReplayAnswer make_replay(Call& call, HookReplayBody const& body) {
  auto unit = call.unit();
  return {replay_deliveries(unit, asked_hook(call), {.from = body.from, .to = body.to, .only_failed = body.only_failed})};
}
ListPage<HookDelivery> list_deliveries(Call& call, HookDeliveryQuery const& query) {
  DeliveryFilter const filter{.hook = show_hook(call).id,
                              .state = delivery_state_from(query.state),
                              .before = DeliveryId{id_of_cursor(query.cursor)},
                              .most = static_cast<std::size_t>(query.limit)};
  ListPage<HookDelivery> page{.items = deliveries(call.view(), filter)};
  if (page.items.size() == filter.most) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}
DeliveryAnswer show_hook_delivery(Call& call) {
  DeliveryId const id{parse_id(call.path_value("delivery"))};
  return {delivery_by_id(call.view(), asked_hook(call), id), attempts_of(call.view(), id)};
}
void make_delivery_replay(Call& call) {
  auto unit = call.unit();
  replay_delivery(unit, asked_hook(call), DeliveryId{parse_id(call.path_value("delivery"))});
}

}  // namespace

Record<Hook> const& answer_record(Hook const*) {
  static Record<Hook> const record{
      "WebHook",
      {member("id", &Hook::id), member("label", &Hook::label), member("url", &Hook::url), member("owner_email", &Hook::owner_email),
       member("events", &Hook::events), member("services", &Hook::services), member("paused", &Hook::paused),
       member("paused_why", &Hook::paused_why),
       member("failing_since", &Hook::failing_since).says("The first failure after the last success."), member("created", &Hook::created)}};
  return record;
}
Record<HookDelivery> const& answer_record(HookDelivery const*) {
  using D = HookDelivery;
  static Record<D> const record{
      "WebHookDelivery",
      {member("id", &D::id).says("Stays over all attempts and replays."), member("event", &D::event), member("type", &D::type),
       told<D>("state", [](D const& delivery) { return to_text(delivery.state); }).one_of(delivery_states()),
       member("attempts", &D::attempts), member("next", &D::next), member("created", &D::created), member("delivered", &D::delivered)}};
  return record;
}
Record<Attempt> const& answer_record(Attempt const*) {
  using A = Attempt;
  static Record<A> const record{"WebHookAttempt",
                                {member("number", &A::number), member("at", &A::at), member("status", &A::status).says("0: no answer."),
                                 member("milliseconds", &A::milliseconds), member("request_headers", &A::request_headers),
                                 member("answer", &A::answer).says("The first 2,000 bytes."), member("fault", &A::fault)}};
  return record;
}
Record<DeliveryAnswer> const& answer_record(DeliveryAnswer const*) {
  static Record<DeliveryAnswer> const record{
      "WebHookDeliveryLog",
      {member("delivery", &DeliveryAnswer::delivery), told<DeliveryAnswer>("body", parsed_body).says("What is sent."),
       member("attempts", &DeliveryAnswer::attempts)}};
  return record;
}
Record<HookSecretAnswer> const& answer_record(HookSecretAnswer const*) {
  static Record<HookSecretAnswer> const record{
      "WebHookSecret", {member("id", &HookSecretAnswer::id), member("secret", &HookSecretAnswer::secret).says("Told once.")}};
  return record;
}
Record<HookReplayAnswer> const& answer_record(HookReplayAnswer const*) {
  static Record<HookReplayAnswer> const record{"WebHookReplay", {member("queued", &HookReplayAnswer::queued)}};
  return record;
}
Record<HookFields> const& body_record(HookFields const*) {
  static Record<HookFields> const record{
      "WebHookInput",
      {member("label", &HookFields::label).required().least(1).most(100),
       member("url", &HookFields::url).required().most(2000).says("https:// only."),
       member("owner_email", &HookFields::owner_email).required().most(254).says("Told when it is paused after days of failures."),
       member("events", &HookFields::events).required().least(1).most(100).says("case.closed, case.* or *"),
       member("services", &HookFields::services).most(200).says("Of cases; empty: all.")}};
  return record;
}
Record<HookDeliveryQuery> const& body_record(HookDeliveryQuery const*) {
  static Record<HookDeliveryQuery> const record{"",
                                                {member("state", &HookDeliveryQuery::state).one_of(delivery_states()),
                                                 cursor_member<HookDeliveryQuery>(), limit_member<HookDeliveryQuery>()}};
  return record;
}
Record<HookReplayBody> const& body_record(HookReplayBody const*) {
  static Record<HookReplayBody> const record{
      "WebHookReplayInput",
      {member("from", &HookReplayBody::from).required().says("Of the events."), member("to", &HookReplayBody::to).required(),
       member("only_failed", &HookReplayBody::only_failed).says("Those given up; true unless told.")}};
  return record;
}

std::vector<Route> hook_api_routes() {
  using enum Method;
  constexpr std::string_view group = "Web hooks";
  constexpr std::string_view manage = "hooks.manage";
  return {endpoint<list_hooks>(GET, "/api/v1/hooks", manage, {group, _("Web hooks")}),
          endpoint<make_hook>(POST, "/api/v1/hooks", manage, {group, _("Add a web hook; shows its secret once")}),
          endpoint<show_hook>(GET, "/api/v1/hooks/{hook}", manage, {group, _("One web hook")}),
          endpoint<put_hook>(PUT, "/api/v1/hooks/{hook}", manage, {group, _("Change a web hook")}),
          endpoint<delete_hook>(DELETE, "/api/v1/hooks/{hook}", manage, {group, _("Remove a web hook")}),
          endpoint<make_pause>(POST, "/api/v1/hooks/{hook}/pause", manage, {group, _("Pause a web hook")}),
          endpoint<make_resumption>(POST, "/api/v1/hooks/{hook}/resumption", manage, {group, _("Let a web hook go on")}),
          endpoint<make_secret>(POST, "/api/v1/hooks/{hook}/secrets", manage, {group, _("Exchange a web hook's secret; shows it once")}),
          endpoint<make_ping>(POST, "/api/v1/hooks/{hook}/pings", manage, {group, _("Send a test to a web hook")}),
          endpoint<make_replay>(POST, "/api/v1/hooks/{hook}/replays", manage, {group, _("Send a range of deliveries again")}),
          endpoint<list_deliveries>(GET, "/api/v1/hooks/{hook}/deliveries", manage, {group, _("Deliveries of a web hook, latest first")}),
          endpoint<show_hook_delivery>(GET, "/api/v1/hooks/{hook}/deliveries/{delivery}", manage,
                                       {group, _("One delivery: what was sent and answered")}),
          endpoint<make_delivery_replay>(POST, "/api/v1/hooks/{hook}/deliveries/{delivery}/replay", manage,
                                         {group, _("Send a delivery again")})};
}

}  // namespace cityhall
