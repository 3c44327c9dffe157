#include "kernel/files/redaction_store.h"

namespace cityhall::redaction_store {
namespace {

PreparedPhoto::Rendition original_rendition(store::OwnedRow const& row, int first) {
  return {.hash = row.get<std::string>(first),
          .width = row.get<int>(first + 1),
          .height = row.get<int>(first + 2),
          .bytes = row.get<std::int64_t>(first + 3)};
}

}  // namespace

std::optional<Row> row(store::Reader& reader, FileId id) {
  auto const found = reader.maybe(R"sql(SELECT boxes, account_id, hidden_at FROM file_originals WHERE file_id = $1)sql", id);
  if (!found) return {};
  return Row{found->get<std::string>(0), found->get<AccountId>(1), found->get<Time>(2)};
}

std::vector<FileId> with_row(store::Reader& reader, std::vector<FileId> const& files) {
  std::vector<FileId> found;
  if (files.empty()) return found;
  store::Query query{R"sql(SELECT file_id FROM file_originals)sql"};
  for (auto const row : reader.query(query.where_in("file_id", files))) found.push_back(row.get<FileId>(0));
  return found;
}

std::optional<PreparedPhoto> original(store::Reader& reader, FileId id) {
  auto const found = reader.maybe(R"sql(
    SELECT large_hash, large_width, large_height, large_bytes, medium_hash, medium_width, medium_height, medium_bytes,
      small_hash, small_width, small_height, small_bytes
    FROM file_originals WHERE file_id = $1)sql",
                                  id);
  if (!found) return {};
  return PreparedPhoto{{original_rendition(*found, 0), original_rendition(*found, 4), original_rendition(*found, 8)}};
}

void keep_original(Unit& unit, File const& file, std::string const& boxes) {
  auto const& [large, medium, small] = file.renditions;
  unit.tx.run(R"sql(
    INSERT INTO file_originals (file_id, boxes, account_id, hidden_at, large_hash, large_width, large_height, large_bytes,
      medium_hash, medium_width, medium_height, medium_bytes, small_hash, small_width, small_height, small_bytes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
    ON CONFLICT (file_id) DO UPDATE SET boxes = $2, account_id = $3, hidden_at = $4)sql",
              file.id, boxes, unit.actor.account, unit.now, large.hash, large.width, large.height, large.bytes, medium.hash, medium.width,
              medium.height, medium.bytes, small.hash, small.width, small.height, small.bytes);
}

void forget(store::Transaction& tx, FileId id) { tx.run(R"sql(DELETE FROM file_originals WHERE file_id = $1)sql", id); }

}  // namespace cityhall::redaction_store
