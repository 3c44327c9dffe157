#include "services/field/push.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/session.h"
#include "kernel/addresses.h"
#include "kernel/city.h"
#include "kernel/secrets/secrets.h"
#include "services/field/push_store.h"
#include "standards/web_push.h"

namespace cityhall {
namespace {

constexpr std::int64_t devices_most = 20;  // of one account
constexpr std::size_t endpoint_bytes_max = 1'000;

Refusal wrong_device() {
  return invalid("push.device", _("This browser's address for messages cannot be used."),
                 _("Switch the messages off in the browser, and on again."));
}

void check_device(City& city, NewPushDevice const& device) {
  auto const origin = standards::origin_of_url(device.endpoint);
  bool const safe = origin.starts_with("https://") || city.settings.get()->outbound_everywhere;
  auto const point = from_base64url(device.point);
  auto const secret = from_base64url(device.secret);
  if (origin.empty() || !safe || device.endpoint.size() > endpoint_bytes_max || !point || !secret) throw wrong_device();
  // A point that is not on the curve shows itself when something is sealed for it.
  standards::PushChance const chance{.key = make_p256_key(), .salt = std::string(16, '\0')};
  if (!standards::push_body("", {.point = *point, .secret = *secret}, chance)) throw wrong_device();
}

SessionId session_id(View const& view, std::string_view token_hash) {
  auto const session = find_session(view, token_hash);
  return session ? session->id : SessionId{};
}

std::string content_for(Unit& unit, Task const& task, std::string_view language) {
  auto const title = unit.city.translations().text(_("New work order"), language);
  return to_text(Json{{"title", title},
                      {"body", task.place.address.empty() ? task.title : task.title + " · " + task.place.address},
                      {"url", tablet_address(task.id)},
                      {"tag", "task-" + to_text(task.id)}});
}

}  // namespace

void make_push_key(Unit& unit) {
  if (push_store::key(unit.tx)) return;
  auto const key = make_p256_key();
  push_store::add_key(unit, {.point = base64url(key.point), .secret = unit.city.gate().secrets().seal(key.secret)});
}

std::string push_public_key(View const& view) {
  auto const key = push_store::key(view.reader);
  return key ? key->point : std::string{};
}

void add_push_device(Unit& unit, NewPushDevice const& device, std::string_view language) {
  check_device(unit.city, device);
  push_store::save(unit,
                   {.endpoint = device.endpoint,
                    .point = device.point,
                    .secret = unit.city.gate().secrets().seal(device.secret),
                    .language = std::string{language},
                    .session = session_id(view_of(unit), device.session_token_hash)},
                   devices_most);
}

void follow_push_devices(Unit& unit, SessionId before, SessionId now) { push_store::follow_session(unit.tx, before, now); }

void remove_push_device(Unit& unit, std::string_view endpoint) {
  if (auto const id = push_store::find(unit.tx, endpoint, unit.actor.account)) push_store::remove(unit.tx, *id);
}

void queue_pushes(Unit& unit, Event const& event) {
  if (!push_store::any_device(unit.tx)) return;
  auto const task = task_by_id(view_of(unit), event.subject.task_id);
  if (!task || is_over(task->state) || task->crew != event.subject.crew_id) return;
  for (auto const& device : push_store::devices_for(unit.tx, *task))
    push_store::add(unit, device.id, event, content_for(unit, *task, device.language));
}

}  // namespace cityhall
