#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "base/log.h"
#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/outbound/http_client.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"
#include "services/field/push_store.h"
#include "standards/web_push.h"

namespace cityhall {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t messages_a_round = 100;
constexpr auto push_life = hours{4};  // older news are told by the list itself
constexpr auto push_round_time = seconds{30};
constexpr std::array<Duration, 4> push_waits{seconds{10}, minutes{1}, minutes{5}, minutes{30}};

enum class PushOutcome { taken, gone, refused, later };

Actor const& pusher() {
  static Actor const actor = system_actor("web push");
  return actor;
}

std::optional<P256Key> city_key(City& city) {
  auto const sealed = run_view(city, pusher(), [](View const& view) { return push_store::key(view.reader); });
  if (!sealed) {
    run_unit(city, pusher(), [](Unit& unit) { make_push_key(unit); });
    return std::nullopt;  // nobody can have subscribed yet
  }
  auto const secret = city.gate().secrets().open(sealed->secret);
  auto const point = from_base64url(sealed->point);
  if (secret && point) return P256Key{.secret = *secret, .point = *point};
  log_error("the key for push messages was sealed with another key; tablets with the app closed hear nothing");
  return std::nullopt;
}

std::string fresh_salt() {
  SystemRandom random;  // never a repeatable one: the same salt twice would give the text away
  std::string salt(16, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(salt.data()), salt.size()});
  return salt;
}

std::string subject_of_city(Settings const& settings) { return settings.email.empty() ? settings.base_url : "mailto:" + settings.email; }

/// RFC 8030 section 5: TTL is required; Topic lets a later message about the same work order take the place of one not yet delivered.
std::vector<std::string> push_headers(City& city, P256Key const& key, push_store::PushMessage const& message) {
  auto const expires = std::chrono::floor<seconds>(city.clock().now() + hours{12}).time_since_epoch().count();
  auto const authorization = standards::vapid_authorization(key, {.audience = standards::origin_of_url(message.device.endpoint),
                                                                  .expires_s = expires,
                                                                  .subject = subject_of_city(*city.settings.get())});
  return {"Authorization: " + authorization,
          "Content-Encoding: aes128gcm",
          "Content-Type: application/octet-stream",
          "TTL: " + std::to_string(seconds{push_life}.count()),
          "Urgency: high",
          "Topic: task-" + to_text(message.task)};
}

std::optional<std::string> sealed_body(City& city, push_store::PushMessage const& message) {
  auto const secret = city.gate().secrets().open(message.device.secret);
  auto const point = from_base64url(message.device.point);
  auto const auth = secret ? from_base64url(*secret) : std::nullopt;
  if (!point || !auth) return std::nullopt;
  auto body = standards::push_body(message.content, {.point = *point, .secret = *auth}, {.key = make_p256_key(), .salt = fresh_salt()});
  return body ? std::optional{std::move(*body)} : std::nullopt;
}

PushOutcome outcome_of(int status) {
  if (status >= 200 && status < 300) return PushOutcome::taken;
  if (status == 404 || status == 410) return PushOutcome::gone;
  return status == 429 || status >= 500 ? PushOutcome::later : PushOutcome::refused;
}

PushOutcome push_once(City& city, P256Key const& key, push_store::PushMessage const& message) {
  auto body = sealed_body(city, message);
  if (!body) return PushOutcome::gone;  // sealed with a lost key: the browser subscribes anew
  auto const reach = reach_of(city);
  try {
    auto const answer = send({.method = "POST",
                              .url = message.device.endpoint,
                              .headers = push_headers(city, key, message),
                              .body = std::move(*body),
                              .time_max = seconds{5},
                              .answer_bytes_max = 65'536},
                             reach);
    auto const outcome = outcome_of(answer.status);
    if (outcome == PushOutcome::refused) log_warning("a push service refused a message", {{"status", std::to_string(answer.status)}});
    return outcome;
  } catch (Refusal const& refusal) {
    return refusal.kind == RefusalKind::invalid ? PushOutcome::gone : PushOutcome::later;
  }
}

void settle_push(City& city, push_store::PushMessage const& message, PushOutcome outcome) {
  run_unit(city, pusher(), [&](Unit& unit) {
    if (outcome == PushOutcome::gone) return push_store::remove(unit.tx, message.device.id);
    bool const too_late = unit.now - message.made >= push_life;
    if (outcome != PushOutcome::later || too_late) return push_store::remove_message(unit.tx, message.id);
    push_store::postpone(unit.tx, message.id, unit.now + push_waits.at(std::min<std::size_t>(static_cast<std::size_t>(message.tries), 3)));
  });
}

void forget_signed_out(City& city) {
  auto const gone = run_view(city, pusher(), [&](View const& view) { return push_store::signed_out(view.reader, city.clock().now()); });
  if (gone.empty()) return;
  run_unit(city, pusher(), [&](Unit& unit) {
    for (auto const id : gone) push_store::remove(unit.tx, id);
  });
}

}  // namespace

void send_pushes(City& city) {
  forget_signed_out(city);
  auto const key = city_key(city);
  if (!key) return;
  auto const due = run_view(city, pusher(),
                            [&](View const& view) { return push_store::due(view.reader, city.clock().now(), messages_a_round); });
  auto const begun = std::chrono::steady_clock::now();
  for (auto const& message : due) {
    settle_push(city, message, push_once(city, *key, message));
    if (std::chrono::steady_clock::now() - begun > push_round_time) return;
  }
}

}  // namespace cityhall
