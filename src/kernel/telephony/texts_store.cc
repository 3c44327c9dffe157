#include "kernel/telephony/texts.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/parties/party.h"
#include "kernel/telephony/account.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

/// application/x-www-form-urlencoded: the kernel knows no web.
std::string message_form(std::string_view from, std::string_view to, std::string_view body) {
  return "From=" + percent_encode(from) + "&To=" + percent_encode(to) + "&Body=" + percent_encode(body);
}

}  // namespace

bool queue_text(Unit& unit, NewText const& text) {
  auto const view = view_of(unit);
  auto const to = normal_phone(text.phone);
  if (to.empty() || is_stopped(view, to)) return false;
  auto const account = telephony_account(view);
  if (!account || !account->texts) return false;
  return provider_store::insert(unit,
                                {.path = "Messages.json",
                                 .form = message_form(account->number, to, text.body),
                                 .parts = static_cast<std::int64_t>(message_parts(text.body)),
                                 .not_before = text.not_before,
                                 .phone = to},
                                text.key);
}

bool set_stopped(Unit& unit, std::string_view phone, bool stopped) {
  if (stopped)
    return unit.tx.run(R"sql(INSERT INTO stopped_numbers (phone, at) VALUES ($1, $2) ON CONFLICT DO NOTHING)sql", phone, unit.now) > 0;
  return unit.tx.run(R"sql(DELETE FROM stopped_numbers WHERE phone = $1)sql", phone) > 0;
}

bool is_stopped(View const& view, std::string_view phone) {
  return view.reader.maybe(R"sql(SELECT phone FROM stopped_numbers WHERE phone = $1)sql", phone).has_value();
}

void prefer_texts(Unit& unit, PartyId party, std::string_view phone) {
  auto const number = normal_phone(phone);
  if (!party) return;
  if (number.empty()) {
    unit.tx.run(R"sql(DELETE FROM text_wishes WHERE party_id = $1)sql", party);
    return;
  }
  unit.tx.run(R"sql(INSERT INTO text_wishes (party_id, phone, at) VALUES ($1, $2, $3)
                    ON CONFLICT (party_id) DO UPDATE SET phone = excluded.phone, at = excluded.at)sql",
              party, number, unit.now);
}

std::optional<std::string> preferred_phone(View const& view, PartyId party) {
  auto phone = view.reader.maybe_value<std::string>(R"sql(SELECT phone FROM text_wishes WHERE party_id = $1)sql", party);
  if (!phone || is_stopped(view, *phone)) return std::nullopt;
  return sends_texts(view) ? phone : std::nullopt;
}

bool sends_texts(View const& view) {
  auto const account = telephony_account(view);
  return account && account->texts;
}

namespace provider_store {

bool insert(Unit& unit, ProviderRequest const& request, std::string_view key) {
  auto const added = unit.tx.run(
      R"sql(INSERT INTO provider_requests (id, request_key, path, form, parts, state, attempts, next_at, sent_at, fault, phone)
            VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, NULL, '', $7) ON CONFLICT (request_key) DO NOTHING)sql",
      unit.city.ids().next(), key, request.path, request.form, request.parts, std::max(unit.now, request.not_before),
      request.phone);
  unit.tx.after_commit([&city = unit.city] { city.wake_jobs(); });
  return added > 0;
}

std::vector<ProviderRequest> due(store::Reader& reader, Time now, std::int64_t most) {
  std::vector<ProviderRequest> found;
  for (
      auto const row : reader.query(
          R"sql(SELECT id, path, form, parts, attempts FROM provider_requests WHERE state = 'queued' AND next_at <= $1 ORDER BY id LIMIT $2)sql",
          now, most))
    found.push_back(
        {row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::int64_t>(3), row.get<int>(4)});
  return found;
}

std::int64_t parts_since(store::Reader& reader, Time since) {
  return reader.value<std::int64_t>(
      R"sql(SELECT coalesce(sum(parts), 0) FROM provider_requests WHERE sent_at IS NOT NULL AND sent_at >= $1)sql", since);
}

bool begin(store::Transaction& tx, std::int64_t id, Time now) {
  return tx.run(
             R"sql(UPDATE provider_requests SET state = 'sending', attempts = attempts + 1, next_at = $2 WHERE id = $1 AND state = 'queued')sql",
             id, now) > 0;
}

void finish(store::Transaction& tx, ProviderRequest const& request, Attempt const& attempt, Time at) {
  auto const sent = attempt.state == "sent" || attempt.state == "uncertain" ? std::optional{at} : std::nullopt;
  tx.run(R"sql(UPDATE provider_requests SET state = $2, fault = $3, next_at = $4, sent_at = $5 WHERE id = $1)sql", request.id,
         attempt.state, shorten(attempt.fault, 300), at, sent);
}

int settle(store::Transaction& tx, Time before) {
  return static_cast<int>(tx.run(
      R"sql(UPDATE provider_requests SET state = 'uncertain', sent_at = next_at, fault = 'the program ended while it was sent'
            WHERE state = 'sending' AND next_at < $1)sql",
      before));
}

std::int64_t requeue(store::Transaction& tx, std::string_view state, Time now) {
  return tx.run(R"sql(UPDATE provider_requests SET state = 'queued', attempts = 0, next_at = $2, sent_at = NULL WHERE state = $1)sql", state,
                now);
}

}  // namespace provider_store

ProviderCounts provider_counts(View const& view, Time now) {
  ProviderCounts counts{.sent = provider_store::parts_since(view.reader, now - std::chrono::days{1})};
  for (auto const row : view.reader.query(
           R"sql(SELECT state, count(*) FROM provider_requests WHERE state IN ('queued', 'held', 'failed', 'uncertain') GROUP BY state)sql")) {
    auto const state = row.get<std::string>(0);
    auto const count = row.get<std::int64_t>(1);
    (state == "queued" ? counts.queued : state == "held" ? counts.held : state == "failed" ? counts.failed : counts.uncertain) = count;
  }
  counts.fault = view.reader
                     .maybe_value<std::string>(
                         R"sql(SELECT fault FROM provider_requests WHERE fault <> '' ORDER BY next_at DESC, id DESC LIMIT 1)sql")
                     .value_or(std::string{});
  return counts;
}

}  // namespace cityhall
