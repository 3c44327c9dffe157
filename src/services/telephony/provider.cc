#include "services/telephony/provider.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/cases/case.h"
#include "kernel/cases/tracking.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/outbound/http_client.h"
#include "kernel/parties/party.h"
#include "kernel/run_unit.h"
#include "services/telephony/conversation.h"
#include "services/telephony/provider_rows.h"
#include "standards/twilio.h"
#include "store/blobs.h"
#include "web/parameters.h"

namespace cityhall {
namespace {

constexpr int attempts_max = 6;
constexpr std::size_t recording_bytes_max = 20U << 20U;

Actor const& telephone() {
  static Actor const actor = system_actor("telephone");
  return actor;
}

Reach reach_of(City& city) { return city.settings.get()->outbound_everywhere ? Reach::everywhere : Reach::public_only; }

std::string form_of(std::initializer_list<std::pair<std::string, std::string>> fields) {
  web::Parameters form;
  for (auto const& [name, value] : fields) form.add(name, value);
  return web::to_urlencoded(form);
}

OutboundRequest request_to(TelephonyAccount const& account, std::string_view path) {
  return {.url = account.api_base + "/2010-04-01/Accounts/" + account.account + "/" + std::string{path},
          .headers = {"Authorization: Basic " + base64(account.account + ":" + account.token)}};
}

/// What became of one attempt.
struct Attempt {
  std::string_view state = "sent";
  std::string fault{};
};

Attempt send_one(City& city, TelephonyAccount const& account, provider_store::Row const& row) {
  auto request = request_to(account, row.path);
  request.method = "POST";
  request.headers.emplace_back("Content-Type: application/x-www-form-urlencoded");
  request.body = row.form;
  try {
    auto const answer = send(request, reach_of(city));
    if (answer.status / 100 == 2) return {};
    auto const words = "the provider answered " + std::to_string(answer.status);
    // 429 and 5xx were not taken; other answers will not become better.
    bool const later = answer.status == 429 || answer.status >= 500;
    return {later && row.attempts + 1 < attempts_max ? "queued" : "failed", words};
  } catch (Refusal const& refusal) {
    // Nobody was reached: try again. An answer that was lost on the way may stand for a message that went out.
    if (refusal.code == "outbound.away") return {row.attempts + 1 < attempts_max ? "queued" : "failed", refusal.what()};
    return {refusal.kind == RefusalKind::unavailable ? "uncertain" : "failed", refusal.what()};
  }
}

std::optional<TelephonyAccount> account_of(City& city) {
  return run_view(city, telephone(), [](View const& view) { return telephony_account(view); });
}

void fetch_recording(City& city, TelephonyAccount const& account, Incoming const& message) {
  auto request = request_to(account, "Recordings/" + message.external_id + ".wav");
  request.answer_bytes_max = recording_bytes_max;
  auto const answer = send(request, reach_of(city));
  if (answer.status != 200) {
    log_warning("a voicemail cannot be fetched", {{"status", std::to_string(answer.status)}});
    return;
  }
  auto const blob = city.blobs().put(answer.body);
  run_unit(city, telephone(), [&](Unit& unit) {
    auto fresh = incoming_by_id(view_of(unit), message.id);
    if (fresh.recording.empty()) complete_recording(unit, fresh, blob, "audio/wav");
  });
}

}  // namespace

void queue_text(Unit& unit, std::string_view phone, std::string_view body, std::string_view key) {
  auto const view = view_of(unit);
  auto const account = telephony_account(view);
  auto const to = normal_phone(phone);
  if (!account || to.empty() || is_stopped(view, to)) return;
  provider_store::insert(unit,
                         {.path = "Messages.json",
                          .form = form_of({{"From", account->number}, {"To", to}, {"Body", std::string{body}}}),
                          .parts = static_cast<std::int64_t>(standards::message_parts(body))},
                         key);
}

int send_provider_requests(City& city) {
  auto const account = account_of(city);
  if (!account) return 0;
  run_unit(city, telephone(), [](Unit& unit) { provider_store::settle(unit.tx); });
  auto const rows = run_view(city, telephone(), [&](View const& view) { return provider_store::due(view.reader, city.clock().now(), 50); });
  int sent = 0;
  for (auto const& row : rows) {
    auto const now = city.clock().now();
    auto const go = run_unit(city, telephone(), [&](Unit& unit) {
      if (!provider_store::begin(unit.tx, row.id)) return false;
      // A fault somewhere must not cost the town a fortune.
      bool const dear =
          row.parts > 0 && provider_store::parts_since(unit.tx, now - std::chrono::days{1}) + row.parts > account->texts_per_day;
      if (dear) provider_store::finish(unit.tx, row, "held", "the limit of text messages for a day is reached", now);
      return !dear;
    });
    if (!go) continue;
    auto const attempt = send_one(city, *account, row);
    auto const wait = std::chrono::seconds{30} * (1 << std::min(row.attempts, 8));
    run_unit(city, telephone(), [&](Unit& unit) {
      provider_store::finish(unit.tx, row, attempt.state, attempt.fault, attempt.state == "queued" ? now + wait : now);
    });
    if (attempt.state == "sent") ++sent;
    else log_warning("the telephone provider did not take a request", {{"cause", attempt.fault}});
  }
  return sent;
}

void fetch_recordings(City& city) {
  auto const account = account_of(city);
  if (!account) return;
  auto const waiting = run_view(city, telephone(), [](View const& view) { return waiting_incoming(view, 500); });
  for (auto const& message : waiting)
    if (message.channel == Channel::ivr && message.recording.empty()) fetch_recording(city, *account, message);
}

void connect_taken_call(Unit& unit, Event const& event) {
  auto const data = parse_json(event.data);
  auto const view = view_of(unit);
  auto const account = telephony_account(view);
  if (!data || !account) return;
  auto const contact = interaction_by_id(view, InteractionId{parse_id(text_of(*data, "interaction"))});
  if (!contact.external_id.starts_with("CA") || contact.ended) return;
  auto const url = unit.city.settings.get()->base_url + "/telephony/connect/" + to_text(contact.agent);
  provider_store::insert(unit, {.path = "Calls/" + contact.external_id + ".json", .form = form_of({{"Url", url}, {"Method", "POST"}})},
                         "connect/" + to_text(event.id));
}

void tell_by_text(Unit& unit, Event const& event) {
  auto const view = view_of(unit);
  if (!event.subject.case_id || !telephony_account(view)) return;
  auto const report = load_case(view, event.subject.case_id);
  if (report.channel != Channel::sms || !report.reporter) return;
  auto const party = party_by_id(view, report.reporter);
  if (!party || party->phone.empty()) return;
  auto const say = [&](Message const& message) { return unit.city.translations().text(message, report.language); };
  auto const data = parse_json(event.data);
  auto text = say(_("{number}, {title}: {state}.")
                      .with("number", report.number)
                      .with("title", std::string{title_of(report, report.language)})
                      .with("state", std::string{state_label(report, report.language)}));
  if (auto const words = data ? text_of(*data, "message") : std::string{}; !words.empty()) text += " " + shorten(words, 300);
  queue_text(unit, party->phone, text + " " + tracking_url(unit.city, report.id, report.number), "case/" + to_text(event.id));
}

}  // namespace cityhall
