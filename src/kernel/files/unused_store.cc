#include <algorithm>

#include "kernel/files/unused.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

bool has_a_place(store::Reader& reader, FileId id) {
  return reader
      .maybe_value<std::int64_t>(R"sql(
    SELECT file_id FROM case_files WHERE file_id = $1
    UNION ALL SELECT file_id FROM file_originals WHERE file_id = $1
    UNION ALL SELECT file_id FROM uploads WHERE file_id = $1 LIMIT 1)sql",
                                 id)
      .has_value();
}

void leave_out_all_named(store::Reader& reader, std::set<FileId>& files) {
  for (auto const row : reader.query(R"sql(
    SELECT files FROM task_operations WHERE files <> ''
    UNION ALL SELECT files FROM handover_outbox WHERE files <> ''
    UNION ALL SELECT files FROM incoming_messages WHERE files <> ''
    UNION ALL SELECT content FROM publication_revisions
    UNION ALL SELECT body FROM article_texts
    UNION ALL SELECT content FROM article_revisions
    UNION ALL SELECT document FROM settings)sql"))
    leave_out_named(row.get<std::string_view>(0), files);
  for (auto const row : reader.query(R"sql(SELECT photo_file_id FROM notices WHERE photo_file_id <> 0)sql"))
    files.erase(row.get<FileId>(0));
}

}  // namespace

void leave_out_named(std::string_view text, std::set<FileId>& files) {
  constexpr std::string_view digits = "0123456789";
  for (auto at = text.find_first_of(digits); at != std::string_view::npos;) {
    auto const end = std::min(text.find_first_not_of(digits, at), text.size());
    files.erase(FileId{parse_id(text.substr(at, end - at))});
    at = text.find_first_of(digits, end);
  }
}

std::set<FileId> unused_files(View const& view, std::set<FileId> files) {
  std::erase_if(files, [&](FileId id) { return has_a_place(view.reader, id); });
  if (!files.empty()) leave_out_all_named(view.reader, files);
  return files;
}

void remove_files(Unit& unit, std::set<FileId> const& files) {
  for (auto const id : files)
    if (!has_a_place(unit.tx, id)) unit.tx.run(R"sql(DELETE FROM files WHERE id = $1)sql", id);
}

}  // namespace cityhall
