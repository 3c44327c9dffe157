#include "kernel/city.h"
#include "services/telephony/provider_rows.h"

namespace cityhall {
namespace provider_store {

void insert(Unit& unit, Row const& row, std::string_view key) {
  unit.tx.run(
      R"sql(INSERT INTO provider_requests (id, request_key, path, form, parts, state, attempts, next_at, sent_at, fault)
            VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, NULL, '') ON CONFLICT DO NOTHING)sql",
      unit.city.ids().next(), key, row.path, row.form, row.parts, unit.now);
  unit.tx.after_commit([&city = unit.city] { city.wake_jobs(); });
}

std::vector<Row> due(store::Reader& reader, Time now, std::int64_t most) {
  std::vector<Row> rows;
  for (
      auto const row : reader.query(
          R"sql(SELECT id, path, form, parts, attempts FROM provider_requests WHERE state = 'queued' AND next_at <= $1 ORDER BY id LIMIT $2)sql",
          now, most))
    rows.push_back({row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::int64_t>(3), row.get<int>(4)});
  return rows;
}

std::int64_t parts_since(store::Reader& reader, Time since) {
  return reader.value<std::int64_t>(
      R"sql(SELECT coalesce(sum(parts), 0) FROM provider_requests WHERE sent_at IS NOT NULL AND sent_at >= $1)sql", since);
}

bool begin(store::Transaction& tx, std::int64_t id) {
  return tx.run(R"sql(UPDATE provider_requests SET state = 'sending', attempts = attempts + 1 WHERE id = $1 AND state = 'queued')sql", id) >
         0;
}

void finish(store::Transaction& tx, Row const& row, std::string_view state, std::string_view fault, Time next) {
  auto const sent = state == "sent" || state == "uncertain" ? std::optional{next} : std::nullopt;
  tx.run(R"sql(UPDATE provider_requests SET state = $2, fault = $3, next_at = $4, sent_at = $5 WHERE id = $1)sql", row.id, state, fault,
         next, sent);
}

void settle(store::Transaction& tx) {
  tx.run(
      R"sql(UPDATE provider_requests SET state = 'uncertain', fault = 'the program ended while it was sent' WHERE state = 'sending')sql");
}

}  // namespace provider_store

ProviderCounts provider_counts(View const& view, Time now) {
  auto const count = [&](std::int64_t number) { return static_cast<std::size_t>(number); };
  return {.sent = count(provider_store::parts_since(view.reader, now - std::chrono::days{1})),
          .queued = count(view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM provider_requests WHERE state = 'queued')sql")),
          .failed = count(view.reader.value<std::int64_t>(
              R"sql(SELECT count(*) FROM provider_requests WHERE state IN ('failed', 'uncertain', 'held'))sql"))};
}

}  // namespace cityhall
