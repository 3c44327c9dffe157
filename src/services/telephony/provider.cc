#include "services/telephony/provider.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/outbound/http_client.h"
#include "kernel/run_unit.h"
#include "kernel/telephony/texts.h"
#include "services/telephony/conversation.h"
#include "services/telephony/provider_client.h"
#include "store/blobs.h"

namespace cityhall {
namespace {

constexpr int attempts_max = 6;
constexpr std::int64_t at_once = 50;
constexpr std::size_t recording_bytes_max = 20U << 20U;
constexpr std::size_t recordings_at_once = 500;
constexpr auto interrupted_after = std::chrono::minutes{10};

Actor const& telephone() {
  static Actor const actor = system_actor("telephone");
  return actor;
}

using Tried = provider_store::Attempt;

Tried again_or_failed(ProviderRequest const& request, std::string fault) {
  return {request.attempts + 1 < attempts_max ? "queued" : "failed", std::move(fault)};
}

Tried send_one(City& city, TelephonyAccount const& account, ProviderRequest const& row) {
  auto request = telephony::request_to(account, row.path);
  request.method = "POST";
  request.headers.emplace_back("Content-Type: application/x-www-form-urlencoded");
  request.body = row.form;
  try {
    auto const answer = send(request, reach_of(city));
    if (answer.status / 100 == 2) return {};
    auto words = telephony::fault_of(answer);
    // 429 and 503 were not taken; other answers will not become better, and 500 may have done it.
    if (answer.status == 429 || answer.status == 503) return again_or_failed(row, std::move(words));
    return {answer.status >= 500 ? "uncertain" : "failed", std::move(words)};
  } catch (Refusal const& refusal) {
    // Nobody was reached: try again. An answer that was lost on the way may stand for a message that went out.
    if (refusal.code == "outbound.away") return again_or_failed(row, refusal.what());
    return {refusal.kind == RefusalKind::unavailable ? "uncertain" : "failed", refusal.what()};
  }
}

std::optional<TelephonyAccount> stored_account(City& city) {
  return run_view(city, telephone(), [](View const& view) { return telephony_account(view); });
}

/// False when somebody else sends it, or when it must wait: a fault somewhere must not cost the town a fortune.
bool begin_sending(City& city, TelephonyAccount const& account, ProviderRequest const& row) {
  return run_unit(city, telephone(), [&](Unit& unit) {
    if (!provider_store::begin(unit.tx, row.id, unit.now)) return false;
    auto const sent = row.parts > 0 ? provider_store::parts_since(unit.tx, unit.now - std::chrono::days{1}) : 0;
    bool const dear = row.parts > 0 && sent + row.parts > account.texts_per_day;
    if (dear) provider_store::finish(unit.tx, row, {"held", "the limit of text messages for a day is reached"}, unit.now);
    return !dear;
  });
}

void fetch_recording(City& city, TelephonyAccount const& account, Incoming const& message) {
  // Never the address in the hook: the account's own, below the provider that was set up.
  auto request = telephony::request_to(account, "Recordings/" + message.external_id + ".wav");
  request.answer_bytes_max = recording_bytes_max;
  auto const answer = send(request, reach_of(city));
  if (answer.status != 200) {
    log_warning("a voicemail cannot be fetched", {{"cause", telephony::fault_of(answer)}});
    return;
  }
  auto const blob = city.blobs().put(answer.body);
  run_unit(city, telephone(), [&](Unit& unit) {
    auto fresh = incoming_by_id(view_of(unit), message.id);
    if (fresh.recording.empty()) complete_recording(unit, fresh, blob, "audio/wav");
  });
}

}  // namespace

int send_provider_requests(City& city) {
  auto const account = stored_account(city);
  if (!account) return 0;
  auto const rows =
      run_view(city, telephone(), [&](View const& view) { return provider_store::due(view.reader, city.clock().now(), at_once); });
  run_unit(city, telephone(), [](Unit& unit) { return provider_store::settle(unit.tx, unit.now - interrupted_after); });
  int sent = 0;
  for (auto const& row : rows) {
    if (!begin_sending(city, *account, row)) continue;
    auto const tried = send_one(city, *account, row);
    auto const wait = std::chrono::seconds{30} * (1 << std::min(row.attempts, 8));
    run_unit(city, telephone(), [&](Unit& unit) {
      provider_store::finish(unit.tx, row, tried, tried.state == "queued" ? unit.now + wait : unit.now);
    });
    if (tried.state == "sent") ++sent;
    else log_warning("the telephone provider did not take a request", {{"cause", tried.fault}});
  }
  return sent;
}

void fetch_recordings(City& city) {
  auto const account = stored_account(city);
  if (!account) return;
  auto const waiting = run_view(city, telephone(), [](View const& view) { return waiting_incoming(view, recordings_at_once); });
  for (auto const& message : waiting) {
    if (message.channel != Channel::ivr || !message.recording.empty()) continue;
    try {
      fetch_recording(city, *account, message);
    } catch (Refusal const& refusal) {
      log_warning("a voicemail cannot be fetched; it is tried again", {{"cause", refusal.what()}});
      return;
    }
  }
}

void connect_taken_call(Unit& unit, Event const& event) {
  auto const data = parse_json(event.data);
  auto const view = view_of(unit);
  auto const account = telephony_account(view);
  if (!data || !account) return;
  auto const contact = interaction_by_id(view, InteractionId{parse_id(text_of(*data, "interaction"))});
  auto const talk = find_conversation(view, contact.external_id);
  if (!talk || talk->channel != Channel::ivr || contact.ended) return;
  auto const url = unit.city.settings.get()->base_url + "/telephony/connect/" + to_text(contact.agent);
  provider_store::insert(
      unit, {.path = "Calls/" + contact.external_id + ".json", .form = "Url=" + percent_encode(url) + "&Method=POST"},
      "connect/" + to_text(event.id));
}

}  // namespace cityhall
