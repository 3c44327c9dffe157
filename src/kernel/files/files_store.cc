#include "kernel/files/files_store.h"

namespace cityhall::files_store {
namespace {

Visibility visibility_from(std::string_view word) {
  return word == "everyone" ? Visibility::everyone : word == "hidden" ? Visibility::hidden : Visibility::staff;
}

PreparedPhoto::Rendition rendition_from(store::OwnedRow const& row, int first) {
  return {.hash = row.get<std::string>(first),
          .width = row.get<int>(first + 1),
          .height = row.get<int>(first + 2),
          .bytes = row.get<std::int64_t>(first + 3)};
}

}  // namespace

void insert(store::Transaction& tx, File const& file) {
  auto const& [large, medium, small] = file.renditions;
  tx.run(R"sql(
    INSERT INTO files (id, media_type, purpose, visibility, account_id, api_key_id, uploaded_at,
      large_hash, large_width, large_height, large_bytes, medium_hash, medium_width, medium_height, medium_bytes,
      small_hash, small_width, small_height, small_bytes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19))sql",
         file.id, file.media_type, file.purpose, to_text(file.visibility), file.account, file.key, file.uploaded, large.hash, large.width,
         large.height, large.bytes, medium.hash, medium.width, medium.height, medium.bytes, small.hash, small.width, small.height,
         small.bytes);
}

std::optional<File> find(store::Reader& reader, FileId id) {
  auto const row = reader.maybe(R"sql(
    SELECT id, media_type, purpose, visibility, account_id, api_key_id, uploaded_at,
      large_hash, large_width, large_height, large_bytes, medium_hash, medium_width, medium_height, medium_bytes,
      small_hash, small_width, small_height, small_bytes
    FROM files WHERE id = $1)sql",
                                id);
  if (!row) return {};
  return File{.id = row->get<FileId>(0),
              .media_type = row->get<std::string>(1),
              .purpose = row->get<std::string>(2),
              .visibility = visibility_from(row->get<std::string_view>(3)),
              .account = row->get<AccountId>(4),
              .key = row->get<ApiKeyId>(5),
              .uploaded = row->get<Time>(6),
              .renditions = {rendition_from(*row, 7), rendition_from(*row, 11), rendition_from(*row, 15)}};
}

bool set_visibility(store::Transaction& tx, FileId id, Visibility visibility) {
  return tx.run(R"sql(UPDATE files SET visibility = $2 WHERE id = $1)sql", id, to_text(visibility)) == 1;
}

void replace_renditions(store::Transaction& tx, FileId id, PreparedPhoto const& photo) {
  auto const& [large, medium, small] = photo.renditions;
  tx.run(R"sql(
    UPDATE files SET large_hash = $2, large_width = $3, large_height = $4, large_bytes = $5,
      medium_hash = $6, medium_width = $7, medium_height = $8, medium_bytes = $9,
      small_hash = $10, small_width = $11, small_height = $12, small_bytes = $13
    WHERE id = $1)sql",
         id, large.hash, large.width, large.height, large.bytes, medium.hash, medium.width, medium.height, medium.bytes, small.hash,
         small.width, small.height, small.bytes);
}

bool refers_to(store::Reader& reader, std::string_view blob) {
  return reader
      .maybe_value<std::int64_t>(R"sql(
    SELECT id FROM files WHERE large_hash = $1 OR medium_hash = $1 OR small_hash = $1
    UNION ALL SELECT file_id FROM file_originals WHERE large_hash = $1 OR medium_hash = $1 OR small_hash = $1
    UNION ALL SELECT id FROM incoming_messages WHERE recording <> '' AND recording = $1 LIMIT 1)sql",
                                 blob)
      .has_value();
}

}  // namespace cityhall::files_store
