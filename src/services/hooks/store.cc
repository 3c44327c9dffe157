#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "services/hooks/hook_store.h"

namespace cityhall::hook_store {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (auto const word : split(text, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

store::Query select_hooks() {
  return store::Query{
      R"sql(SELECT id, label, url, owner_email, events, services, paused_at, paused_why, failing_since, created_at FROM hooks)sql"};
}

Hook hook_from(store::Row const& row) {
  return {.id = row.get<HookId>(0),
          .label = row.get<std::string>(1),
          .url = row.get<std::string>(2),
          .owner_email = row.get<std::string>(3),
          .events = words_of(row.get<std::string_view>(4)),
          .services = words_of(row.get<std::string_view>(5)),
          .paused = row.get<std::optional<Time>>(6),
          .paused_why = row.get<std::string>(7),
          .failing_since = row.get<std::optional<Time>>(8),
          .created = row.get<Time>(9)};
}

store::Query select_deliveries() {
  return store::Query{
      R"sql(SELECT id, hook_id, event_id, type, state, attempts, tries, next_at, queued_at, created_at, delivered_at, body FROM hook_deliveries)sql"};
}

DeliveryState state_from(std::string_view word) {
  return word == "delivered" ? DeliveryState::delivered : word == "given_up" ? DeliveryState::given_up : DeliveryState::queued;
}

HookDelivery delivery_from(store::Row const& row) {
  return {.id = row.get<DeliveryId>(0),
          .hook = row.get<HookId>(1),
          .event = row.get<EventId>(2),
          .type = row.get<std::string>(3),
          .state = state_from(row.get<std::string_view>(4)),
          .attempts = row.get<int>(5),
          .tries = row.get<int>(6),
          .next = row.get<Time>(7),
          .queued = row.get<Time>(8),
          .created = row.get<Time>(9),
          .delivered = row.get<std::optional<Time>>(10),
          .body = row.get<std::string>(11)};
}

std::vector<HookDelivery> deliveries_from(store::Reader& reader, store::Query const& query) {
  std::vector<HookDelivery> found;
  for (auto const row : reader.query(query)) found.push_back(delivery_from(row));
  return found;
}

}  // namespace

std::vector<Hook> all(store::Reader& reader) {
  std::vector<Hook> found;
  for (auto const row : reader.query(select_hooks().order_by("id"))) found.push_back(hook_from(row));
  return found;
}

std::optional<Hook> find(store::Reader& reader, HookId id) {
  for (auto const row : reader.query(select_hooks().where("id = ?", id))) return hook_from(row);
  return std::nullopt;
}

void save(store::Transaction& tx, Hook const& hook) {
  tx.run(
      R"sql(INSERT INTO hooks (id, label, url, owner_email, events, services, paused_at, paused_why, failing_since, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET label = excluded.label, url = excluded.url, owner_email = excluded.owner_email,
              events = excluded.events, services = excluded.services, paused_at = excluded.paused_at, paused_why = excluded.paused_why,
              failing_since = excluded.failing_since)sql",
      hook.id, hook.label, hook.url, hook.owner_email, join(hook.events, " "), join(hook.services, " "), hook.paused, hook.paused_why,
      hook.failing_since, hook.created);
}

void remove(store::Transaction& tx, HookId id) {
  tx.run(R"sql(DELETE FROM hook_attempts WHERE delivery_id IN (SELECT id FROM hook_deliveries WHERE hook_id = $1))sql", id);
  tx.run(R"sql(DELETE FROM hook_deliveries WHERE hook_id = $1)sql", id);
  tx.run(R"sql(DELETE FROM hook_secrets WHERE hook_id = $1)sql", id);
  tx.run(R"sql(DELETE FROM hooks WHERE id = $1)sql", id);
}

void add_secret(Unit& unit, HookId hook, std::string_view sealed) {
  unit.tx.run(R"sql(INSERT INTO hook_secrets (id, hook_id, secret, created_at) VALUES ($1, $2, $3, $4))sql", unit.city.ids().next(), hook,
              sealed, unit.now);
}

void end_secrets(store::Transaction& tx, HookId hook, Time at) {
  tx.run(R"sql(UPDATE hook_secrets SET ends_at = $2 WHERE hook_id = $1 AND ends_at IS NULL)sql", hook, at);
}

std::vector<std::string> secrets(store::Reader& reader, HookId hook, Time now) {
  return reader.values<std::string>(
      R"sql(SELECT secret FROM hook_secrets WHERE hook_id = $1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY id DESC)sql", hook, now);
}

std::optional<DeliveryId> add(Unit& unit, HookId hook, Event const& event, std::string_view body) {
  auto const id = unit.city.ids().make<DeliveryId>();
  auto const added = unit.tx.run(
      R"sql(INSERT INTO hook_deliveries (id, hook_id, event_id, type, state, attempts, tries, next_at, queued_at, created_at, body)
            VALUES ($1, $2, $3, $4, 'queued', 0, 0, $5, $5, $6, $7) ON CONFLICT (hook_id, event_id) DO NOTHING)sql",
      id, hook, event.id, event.type, unit.now, event.at, body);
  return added > 0 ? std::optional{id} : std::nullopt;
}

std::vector<HookDelivery> due(store::Reader& reader, HookId hook, Time now, std::size_t most) {
  return deliveries_from(reader, select_deliveries()
                                     .where("state = 'queued'")
                                     .where("hook_id = ?", hook)
                                     .where("next_at <= ?", now)
                                     .order_by("next_at, id")
                                     .limit(static_cast<std::int64_t>(most)));
}

void settle(store::Transaction& tx, HookDelivery const& delivery, Attempt const& attempt) {
  tx.run(R"sql(UPDATE hook_deliveries SET state = $2, attempts = $3, tries = $4, next_at = $5, delivered_at = $6 WHERE id = $1)sql",
         delivery.id, to_text(delivery.state), delivery.attempts, delivery.tries, delivery.next, delivery.delivered);
  tx.run(R"sql(INSERT INTO hook_attempts (delivery_id, number, at, status, milliseconds, request_headers, answer, fault)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (delivery_id, number) DO NOTHING)sql",
         delivery.id, attempt.number, attempt.at, attempt.status, attempt.milliseconds, attempt.request_headers, attempt.answer,
         attempt.fault);
}

bool requeue(store::Transaction& tx, HookId hook, DeliveryId id, Time now) {
  return tx.run(
             R"sql(UPDATE hook_deliveries SET state = 'queued', tries = 0, next_at = $3, queued_at = $3 WHERE id = $1 AND hook_id = $2)sql",
             id, hook, now) > 0;
}

std::int64_t requeue(store::Transaction& tx, HookId hook, ReplayRange const& range, Time now) {
  return tx.run(
      R"sql(UPDATE hook_deliveries SET state = 'queued', tries = 0, next_at = $4, queued_at = $4
            WHERE hook_id = $1 AND created_at >= $2 AND created_at < $3 AND state <> 'queued' AND ($5 = 0 OR state = 'given_up'))sql",
      hook, range.from, range.to, now, range.only_failed);
}

std::int64_t requeue_waiting(store::Transaction& tx, HookId hook, Time failing_since, Time now) {
  return tx.run(
      R"sql(UPDATE hook_deliveries SET state = 'queued', tries = 0, next_at = $3, queued_at = $3
            WHERE hook_id = $1 AND (state = 'queued' OR (state = 'given_up' AND next_at >= $2)))sql",
      hook, failing_since, now);
}

void forget_words(store::Transaction& tx, EventId event, std::string_view body) {
  tx.run(R"sql(UPDATE hook_attempts SET answer = '' WHERE delivery_id IN (SELECT id FROM hook_deliveries WHERE event_id = $1))sql", event);
  tx.run(R"sql(UPDATE hook_deliveries SET body = $2 WHERE event_id = $1)sql", event, body);
}

std::int64_t remove_before(store::Transaction& tx, Time limit, std::int64_t most) {
  tx.run(
      R"sql(DELETE FROM hook_attempts WHERE delivery_id IN (SELECT id FROM hook_deliveries WHERE created_at < $1 ORDER BY created_at, id LIMIT $2))sql",
      limit, most);
  return tx.run(
      R"sql(DELETE FROM hook_deliveries WHERE id IN (SELECT id FROM hook_deliveries WHERE created_at < $1 ORDER BY created_at, id LIMIT $2))sql",
      limit, most);
}

}  // namespace cityhall::hook_store

namespace cityhall {

std::vector<HookDelivery> deliveries(View const& view, DeliveryFilter const& filter) {
  require(view.actor, "hooks.manage");
  auto query = hook_store::select_deliveries();
  query.where("hook_id = ?", filter.hook);
  if (filter.state) query.where("state = ?", to_text(*filter.state));
  if (filter.before) query.where("id < ?", filter.before);
  auto found = hook_store::deliveries_from(view.reader, query.order_by("id DESC").limit(static_cast<std::int64_t>(filter.most)));
  for (auto& delivery : found) delivery.body.clear();
  return found;
}

HookDelivery delivery_by_id(View const& view, HookId hook, DeliveryId id) {
  require(view.actor, "hooks.manage");
  auto found = hook_store::deliveries_from(view.reader, hook_store::select_deliveries().where("id = ?", id).where("hook_id = ?", hook));
  if (found.empty()) throw not_found();
  return found.front();
}

std::vector<Attempt> attempts_of(View const& view, DeliveryId id) {
  require(view.actor, "hooks.manage");
  std::vector<Attempt> attempts;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT number, at, status, milliseconds, request_headers, answer, fault FROM hook_attempts WHERE delivery_id = $1 ORDER BY number DESC)sql",
          id))
    attempts.push_back({row.get<int>(0), row.get<Time>(1), row.get<int>(2), row.get<int>(3), row.get<std::string>(4),
                        row.get<std::string>(5), row.get<std::string>(6)});
  return attempts;
}

}  // namespace cityhall
