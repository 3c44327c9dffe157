#include <algorithm>
#include <array>
#include <thread>

#include "base/crypto.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/gate.h"
#include "kernel/notices/notice.h"
#include "kernel/outbound/http_client.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"
#include "services/hooks/hook_store.h"

namespace cityhall {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t hooks_at_once = 8;
constexpr std::size_t deliveries_a_round = 50;
constexpr auto answer_wait = seconds{10};
constexpr auto round_time = seconds{20};  // then the other hooks have their turn
constexpr auto given_up_after = hours{72};
constexpr auto paused_after = hours{72};
constexpr auto kept = hours{24 * 30};
constexpr std::size_t answer_kept_bytes = 2000;
constexpr std::array<Duration, 7> waits{seconds{10}, minutes{1}, minutes{5}, minutes{30}, hours{2}, hours{6}, hours{12}};
constexpr int gone = 410;

Duration wait_after(int tries) { return waits.at(std::min<std::size_t>(static_cast<std::size_t>(tries - 1), waits.size() - 1)); }

std::vector<std::string> opened_secrets(City& city, HookId hook) {
  auto const actor = system_actor("web hooks");
  auto const sealed = run_view(city, actor, [&](View const& view) { return hook_store::secrets(view.reader, hook, city.clock().now()); });
  std::vector<std::string> secrets;
  for (auto const& each : sealed)
    if (auto const plain = city.gate().secrets().open(each)) secrets.push_back(*plain);
  return secrets;
}

std::vector<std::string> headers_of(HookDelivery const& delivery, std::string const& signature) {
  return {"Content-Type: application/json",
          "User-Agent: Cityhall web hooks",
          "Cityhall-Delivery: " + to_text(delivery.id),
          "Cityhall-Event: " + delivery.type,
          "Cityhall-Attempt: " + std::to_string(delivery.attempts + 1),
          "Cityhall-Signature: " + signature};
}

/// One call; what went wrong stands in the attempt.
Attempt attempt(City& city, Hook const& hook, HookDelivery const& delivery) {
  Attempt made{.number = delivery.attempts + 1, .at = city.clock().now()};
  auto headers = headers_of(delivery, hook_signature(opened_secrets(city, hook.id), made.at, delivery.body));
  made.request_headers = join(headers, "\n");
  auto const begun = std::chrono::steady_clock::now();
  try {
    auto const reach = reach_of(city);
    auto const answer = send({.method = "POST",
                              .url = hook.url,
                              .headers = std::move(headers),
                              .body = delivery.body,
                              .time_max = answer_wait,
                              .answer_bytes_max = 65'536},
                             reach);
    made.status = answer.status;
    auto const shown = std::string_view{answer.body}.substr(0, answer_kept_bytes);
    made.answer = is_utf8(shown) ? without_control_characters(shown) : "(not text)";
  } catch (Refusal const& refusal) {
    made.fault = in_english(refusal.message);
  }
  made.milliseconds =
      static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count());
  return made;
}

bool taken(Attempt const& attempt) { return attempt.status >= 200 && attempt.status < 300; }

void tell_owner(Unit& unit, Hook const& hook, Attempt const& last) {
  queue_notice(unit, {.template_name = "hook-paused",
                      .key = "hook.paused/" + to_text(hook.id) + "/" + std::to_string(to_micros(unit.now)),
                      .email = hook.owner_email,
                      .values = {{"label", hook.label},
                                 {"cause", last.fault.empty() ? "HTTP " + std::to_string(last.status) : last.fault},
                                 {"link", unit.city.settings.get()->base_url + "/admin/hooks/" + to_text(hook.id)}}});
}

/// The hook's own state after an attempt: a success clears it, days of failures or 410 (Gone) pause it.
void note_health(Unit& unit, Hook hook, Attempt const& attempt) {
  if (taken(attempt)) {
    if (!hook.failing_since) return;
    hook.failing_since.reset();
    return hook_store::save(unit.tx, hook);
  }
  if (!hook.failing_since) {
    hook.failing_since = attempt.at;
    hook_store::save(unit.tx, hook);
  }
  bool const hopeless = attempt.status == gone || unit.now - *hook.failing_since >= paused_after;
  if (!hopeless || hook.paused) return;
  pause_hook(unit, hook.id, attempt.status == gone ? "The receiver answered 410 Gone." : "No delivery was taken for three days.");
  tell_owner(unit, hook, attempt);
}

void settle(City& city, HookDelivery delivery, Attempt const& attempt) {
  auto const actor = system_actor("web hooks");
  run_unit(city, actor, [&](Unit& unit) {
    ++delivery.attempts;
    ++delivery.tries;
    if (taken(attempt)) {
      delivery.state = DeliveryState::delivered;
      delivery.delivered = unit.now;
    } else {
      delivery.next = unit.now + wait_after(delivery.tries);
      if (delivery.next - delivery.queued > given_up_after) delivery.state = DeliveryState::given_up;
    }
    hook_store::settle(unit.tx, delivery, attempt);
    if (auto const hook = hook_store::find(unit.tx, delivery.hook)) note_health(unit, *hook, attempt);
  });
}

/// One hook's turn: in order, until one fails or the time is up. One that fails waits; those after it have the next turn.
void serve_hook(City& city, Hook const& hook) {
  auto const actor = system_actor("web hooks");
  auto const due = run_view(
      city, actor, [&](View const& view) { return hook_store::due(view.reader, hook.id, city.clock().now(), deliveries_a_round); });
  auto const begun = std::chrono::steady_clock::now();
  for (auto const& delivery : due) {
    auto const made = attempt(city, hook, delivery);
    settle(city, delivery, made);
    if (!taken(made) || std::chrono::steady_clock::now() - begun > round_time) return;
  }
}

void serve_quietly(City& city, Hook const& hook) {
  try {
    serve_hook(city, hook);
  } catch (std::exception const& failure) {
    log_error("a web hook could not be served; it is tried again", {{"hook", to_text(hook.id)}, {"error", failure.what()}});
  }
}

}  // namespace

std::string hook_signature(std::vector<std::string> const& secrets, Time now, std::string_view body) {
  auto const stamp = std::to_string(std::chrono::floor<seconds>(now).time_since_epoch().count());
  auto signature = "t=" + stamp;
  for (auto const& secret : secrets) signature += ",v1=" + to_hex(hmac_sha256(secret, stamp + "." + std::string{body}));
  return signature;
}

void deliver_hooks(City& city) {
  auto const actor = system_actor("web hooks");
  auto all = run_view(city, actor, [](View const& view) { return hook_store::all(view.reader); });
  auto const now = city.clock().now();
  std::erase_if(all, [&](Hook const& hook) {
    return hook.paused || run_view(city, actor, [&](View const& view) { return hook_store::due(view.reader, hook.id, now, 1).empty(); });
  });
  for (std::size_t first = 0; first < all.size(); first += hooks_at_once) {
    std::vector<std::jthread> threads;
    for (auto index = first; index < std::min(all.size(), first + hooks_at_once); ++index)
      threads.emplace_back([&city, &hook = all[index]] { serve_quietly(city, hook); });
  }
}

void forget_deliveries(City& city) {
  for (std::int64_t removed = 1; removed > 0;)
    removed = city.db().write([&](store::Transaction& tx) { return hook_store::remove_before(tx, city.clock().now() - kept, 500); },
                              store::Lane::bulk);
}

}  // namespace cityhall
