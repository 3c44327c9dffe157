#include <algorithm>
#include <array>

#include "kernel/files/unused.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

struct FilePlace {
  std::string_view column;
  store::Sql find;
};

/// Tables that say which file stands where, one row each.
constexpr std::array places{
    FilePlace{"case_files.file_id", R"sql(SELECT file_id FROM case_files WHERE file_id = $1 LIMIT 1)sql"},
    FilePlace{"uploads.file_id", R"sql(SELECT file_id FROM uploads WHERE file_id = $1 LIMIT 1)sql"},
};

/// Columns with several files, or with text that may show some.
constexpr std::array texts{
    FilePlace{"task_operations.files", R"sql(SELECT files FROM task_operations WHERE files <> '')sql"},
    FilePlace{"handover_outbox.files", R"sql(SELECT files FROM handover_outbox WHERE files <> '')sql"},
    FilePlace{"incoming_messages.files", R"sql(SELECT files FROM incoming_messages WHERE files <> '')sql"},
    FilePlace{"publication_revisions.content", R"sql(SELECT content FROM publication_revisions)sql"},
    FilePlace{"article_texts.body", R"sql(SELECT body FROM article_texts)sql"},
    FilePlace{"article_revisions.content", R"sql(SELECT content FROM article_revisions)sql"},
    FilePlace{"settings.document", R"sql(SELECT document FROM settings)sql"},
    FilePlace{"notices.photo_file_id", R"sql(SELECT CAST(photo_file_id AS TEXT) FROM notices WHERE photo_file_id <> 0)sql"},
};

bool has_a_place(store::Reader& reader, FileId id) {
  return std::any_of(places.begin(), places.end(), [&](FilePlace const& place) { return reader.maybe(place.find, id).has_value(); });
}

void leave_out_all_named(store::Reader& reader, std::set<FileId>& files) {
  for (auto const& text : texts)
    for (auto const row : reader.query(text.find)) leave_out_named(row.get<std::string_view>(0), files);
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
    if (!has_a_place(unit.tx, id)) {
      unit.tx.run(R"sql(DELETE FROM file_originals WHERE file_id = $1)sql", id);
      unit.tx.run(R"sql(DELETE FROM files WHERE id = $1)sql", id);
    }
}

std::vector<std::string_view> columns_with_files() {
  std::vector<std::string_view> columns;
  for (auto const& place : places) columns.push_back(place.column);
  for (auto const& text : texts) columns.push_back(text.column);
  return columns;
}

}  // namespace cityhall
