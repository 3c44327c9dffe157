#include "services/hooks/hook.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/secrets/secrets.h"
#include "services/hooks/hook_store.h"

namespace cityhall {
namespace {

bool is_pattern(std::string_view text) {
  if (text == "*") return true;
  if (text.ends_with(".*")) text.remove_suffix(2);
  else if (text.find('.') == std::string_view::npos) return false;
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
}

/// The host is checked when it is called: a name may lead elsewhere by then (http_client.h).
bool is_web_address(City& city, std::string_view url) {
  bool const plain = url.starts_with("http://") && city.settings.get()->outbound_everywhere;
  if (!plain && !url.starts_with("https://")) return false;
  auto const rest = url.substr(url.find("//") + 2);
  return !rest.empty() && rest.front() != '/' && rest.size() < 1990 && rest.find_first_of(" \t\r\n\"<>\\@") == std::string_view::npos;
}

void check(Unit& unit, HookFields const& fields) {
  std::vector<FieldError> faults;
  if (trim(fields.label).empty()) faults.push_back({"label", "required", _("Say whose system it is.")});
  if (!is_web_address(unit.city, fields.url))
    faults.push_back({"url", "malformed", _("Enter an address that begins with https://, without a name and password in it.")});
  if (!normal_email(fields.owner_email))
    faults.push_back({"owner_email", "malformed", _("Enter an e-mail address, like name@example.org.")});
  if (fields.events.empty()) faults.push_back({"events", "required", _("Choose at least one event.")});
  for (auto const& pattern : fields.events)
    if (!is_pattern(pattern))
      faults.push_back(
          {"events", "malformed", _("“{text}” is no event: write case.closed, case.* or *.").with("text", shorten(pattern, 60))});
  auto const definitions = unit.city.definitions.get();
  for (auto const& service : fields.services)
    if (definitions->versions(service).empty())
      faults.push_back({"services", "unknown", _("There is no service {service}.").with("service", shorten(service, 60))});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

void take(Hook& hook, HookFields const& fields) {
  hook.label = trim(without_control_characters(fields.label));
  hook.url = fields.url;
  hook.owner_email = normal_email(fields.owner_email).value();
  hook.events = fields.events;
  hook.services = fields.services;
}

Hook wanted(Unit& unit, HookId id) {
  require(unit.actor, "hooks.manage");
  auto hook = hook_store::find(unit.tx, id);
  if (!hook) throw not_found(_("There is no such web hook."));
  return *hook;
}

std::string new_secret(Unit& unit, HookId id) {
  auto secret = "whsec_" + unit.city.random().token(24);
  hook_store::add_secret(unit, id, unit.city.gate().secrets().seal(secret));
  return secret;
}

Json about(Hook const& hook) { return {{"hook", to_text(hook.id)}, {"label", hook.label}}; }

}  // namespace

std::string_view to_text(DeliveryState state) {
  return state == DeliveryState::queued ? "queued" : state == DeliveryState::delivered ? "delivered" : "given_up";
}

bool Hook::wants(std::string_view event_type) const {
  return std::any_of(events.begin(), events.end(), [&](std::string const& pattern) {
    if (pattern == "*") return !event_type.starts_with("hook.");
    return pattern.ends_with(".*") ? event_type.starts_with(std::string_view{pattern}.substr(0, pattern.size() - 1))
                                   : event_type == pattern;
  });
}

MadeHook create_hook(Unit& unit, HookFields const& fields) {
  require(unit.actor, "hooks.manage");
  check(unit, fields);
  Hook hook{.id = unit.city.ids().make<HookId>(), .created = unit.now};
  take(hook, fields);
  hook_store::save(unit.tx, hook);
  append(unit, "hook.created", {}, about(hook));
  return {hook.id, new_secret(unit, hook.id)};
}

void change_hook(Unit& unit, HookId id, HookFields const& fields) {
  auto hook = wanted(unit, id);
  check(unit, fields);
  take(hook, fields);
  hook_store::save(unit.tx, hook);
  append(unit, "hook.changed", {}, about(hook));
}

void remove_hook(Unit& unit, HookId id) {
  auto const hook = wanted(unit, id);
  hook_store::remove(unit.tx, id);
  append(unit, "hook.removed", {}, about(hook));
}

void pause_hook(Unit& unit, HookId id, std::string_view why) {
  auto hook = wanted(unit, id);
  if (hook.paused) return;
  hook.paused = unit.now;
  hook.paused_why = shorten(trim(why), 200);
  hook_store::save(unit.tx, hook);
  auto data = about(hook);
  data["why"] = hook.paused_why;
  append(unit, "hook.paused", {}, data);
}

void resume_hook(Unit& unit, HookId id) {
  auto hook = wanted(unit, id);
  if (!hook.paused) return;
  auto data = about(hook);
  data["deliveries"] = hook_store::requeue_waiting(unit.tx, id, hook.failing_since.value_or(*hook.paused), unit.now);
  hook.paused.reset();
  hook.paused_why.clear();
  hook.failing_since.reset();
  hook_store::save(unit.tx, hook);
  append(unit, "hook.resumed", {}, data);
}

std::string rotate_secret(Unit& unit, HookId id, Duration overlap) {
  auto const hook = wanted(unit, id);
  hook_store::end_secrets(unit.tx, id, unit.now + overlap);
  append(unit, "hook.secret_rotated", {}, about(hook));
  return new_secret(unit, id);
}

DeliveryId ping_hook(Unit& unit, HookId id) {
  auto const hook = wanted(unit, id);
  Event event{
      .at = unit.now, .type = "hook.pinged", .actor_kind = unit.actor.kind, .actor_name = unit.actor.name, .data = to_text(about(hook))};
  event.id = append(unit, event.type, {}, about(hook));
  Json const body{{"event", {{"id", to_text(event.id)}, {"type", event.type}, {"at", to_rfc3339(event.at)}, {"data", about(hook)}}}};
  return hook_store::add(unit, id, event, to_text(body)).value();
}

void replay_delivery(Unit& unit, HookId hook, DeliveryId id) {
  auto data = about(wanted(unit, hook));
  if (!hook_store::requeue(unit.tx, hook, id, unit.now)) throw not_found();
  data["delivery"] = to_text(id);
  append(unit, "hook.replayed", {}, data);
}

std::int64_t replay_deliveries(Unit& unit, HookId hook, ReplayRange const& range) {
  auto data = about(wanted(unit, hook));
  if (range.to <= range.from) throw invalid_fields({{"to", "order", _("The end must be after the beginning.")}});
  auto const count = hook_store::requeue(unit.tx, hook, range, unit.now);
  data["deliveries"] = count;
  append(unit, "hook.replayed", {}, data);
  return count;
}

std::vector<Hook> hooks(View const& view) {
  require(view.actor, "hooks.manage");
  return hook_store::all(view.reader);
}

Hook hook_by_id(View const& view, HookId id) {
  require(view.actor, "hooks.manage");
  auto hook = hook_store::find(view.reader, id);
  if (!hook) throw not_found(_("There is no such web hook."));
  return *hook;
}

}  // namespace cityhall
