#include "kernel/files/uploads_store.h"

namespace cityhall::uploads_store {

std::optional<UploadRow> find(store::Reader& reader, std::string_view id) {
  auto const row = reader.maybe(R"sql(SELECT id, hash, bytes, account_id, received, file_id FROM uploads WHERE id = $1)sql", id);
  if (!row) return std::nullopt;
  return UploadRow{.plan = {.id = row->get<std::string>(0), .hash = row->get<std::string>(1), .bytes = row->get<std::int64_t>(2)},
                   .account = row->get<AccountId>(3),
                   .received = row->get<std::int64_t>(4),
                   .file = row->get<FileId>(5)};
}

Unfinished unfinished(store::Reader& reader, AccountId account) {
  auto const row = reader.maybe(
      R"sql(SELECT count(*), CAST(COALESCE(sum(bytes), 0) AS BIGINT) FROM uploads WHERE account_id = $1 AND file_id = 0)sql", account);
  return {.count = row->get<std::int64_t>(0), .bytes = row->get<std::int64_t>(1)};
}

void insert(Unit& unit, UploadPlan const& plan) {
  unit.tx.run(R"sql(INSERT INTO uploads (id, account_id, hash, bytes, received, file_id, touched_at) VALUES ($1, $2, $3, $4, 0, 0, $5))sql",
              plan.id, unit.actor.account, plan.hash, plan.bytes, unit.now);
}

void add(Unit& unit, std::string_view id, UploadPart const& part) {
  unit.tx.run(R"sql(INSERT INTO upload_parts (upload_id, start, content) VALUES ($1, $2, $3))sql", id, part.start, store::BlobView{part.bytes});
  unit.tx.run(R"sql(UPDATE uploads SET received = $2, touched_at = $3 WHERE id = $1)sql", id,
              part.start + static_cast<std::int64_t>(part.bytes.size()), unit.now);
}

std::string content(store::Reader& reader, std::string_view id) {
  std::string all;
  for (auto const row : reader.query(R"sql(SELECT content FROM upload_parts WHERE upload_id = $1 ORDER BY start)sql", id))
    all += row.get<store::Blob>(0).bytes;
  return all;
}

void restart(Unit& unit, std::string_view id) {
  unit.tx.run(R"sql(DELETE FROM upload_parts WHERE upload_id = $1)sql", id);
  unit.tx.run(R"sql(UPDATE uploads SET received = 0, touched_at = $2 WHERE id = $1)sql", id, unit.now);
}

void finish(Unit& unit, std::string_view id, FileId file) {
  unit.tx.run(R"sql(DELETE FROM upload_parts WHERE upload_id = $1)sql", id);
  unit.tx.run(R"sql(UPDATE uploads SET file_id = $2, received = bytes, touched_at = $3 WHERE id = $1)sql", id, file, unit.now);
}

void remove(Unit& unit, std::string_view id) {
  unit.tx.run(R"sql(DELETE FROM upload_parts WHERE upload_id = $1)sql", id);
  unit.tx.run(R"sql(DELETE FROM uploads WHERE id = $1)sql", id);
}

int remove_before(store::Transaction& tx, Time limit) {
  tx.run(R"sql(DELETE FROM upload_parts WHERE upload_id IN (SELECT id FROM uploads WHERE touched_at < $1))sql", limit);
  return static_cast<int>(tx.run(R"sql(DELETE FROM uploads WHERE touched_at < $1)sql", limit));
}

}  // namespace cityhall::uploads_store
