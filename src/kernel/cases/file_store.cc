#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/family.h"
#include "kernel/events/event.h"
#include "kernel/files/file.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 5> purposes{"reported", "work_before", "work_after", "document", "reply"};
constexpr std::array<std::string_view, 3> visibilities{"public", "reporter", "staff"};

template <class Enum, std::size_t N>
Enum from_word(std::array<std::string_view, N> const& words, std::string_view word) {
  auto const found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) throw store::StoreError{"an unknown word in case_files: " + std::string{word}};
  return static_cast<Enum>(found - words.begin());
}

CaseFile file_from(store::Row const& row) {
  return {.file = row.get<FileId>(0),
          .purpose = from_word<FilePurpose>(purposes, row.get<std::string_view>(1)),
          .visibility = from_word<FileVisibility>(visibilities, row.get<std::string_view>(2)),
          .at = row.get<Time>(3)};
}

}  // namespace

std::string_view to_text(FilePurpose purpose) { return purposes.at(static_cast<std::size_t>(purpose)); }
std::string_view to_text(FileVisibility visibility) { return visibilities.at(static_cast<std::size_t>(visibility)); }

std::vector<CaseFile> files_of(View const& view, CaseId id) {
  std::vector<CaseFile> files;
  for (auto const row : view.reader.query(
           R"sql(SELECT file_id, purpose, visibility, added_at FROM case_files WHERE case_id = $1 ORDER BY added_at, file_id)sql", id))
    files.push_back(file_from(row));
  return files;
}

std::vector<CaseFile> family_files_of(View const& view, CaseId id) {
  auto files = files_of(view, id);
  for (auto const row : view.reader.query(
           R"sql(SELECT case_files.file_id, case_files.purpose, case_files.visibility, case_files.added_at
                 FROM case_bonds JOIN case_files ON case_files.case_id = case_bonds.case_id
                 WHERE case_bonds.main_id = $1 AND case_bonds.ended_at IS NULL AND case_bonds.kind = 'duplicate'
                 ORDER BY case_files.added_at, case_files.file_id)sql",
           id)) {
    auto const file = file_from(row);
    if (std::none_of(files.begin(), files.end(), [&](CaseFile const& known) { return known.file == file.file; })) files.push_back(file);
  }
  return files;
}

void insert_file(Unit& unit, CaseId id, CaseFile const& file) {
  unit.tx.run(
      R"sql(INSERT INTO case_files (case_id, file_id, purpose, visibility, added_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (case_id, file_id) DO NOTHING)sql",
      id, file.file, to_text(file.purpose), to_text(file.visibility), unit.now);
}

void keep_files_for_staff(Unit& unit, CaseId id, std::vector<FileId> const& files, FilePurpose purpose) {
  for (auto const file : files)
    insert_file(unit, id, {.file = file, .purpose = purpose, .visibility = FileVisibility::staff, .at = unit.now});
}

void attach(Unit& unit, Case& report, CaseFile const& file) {
  insert_file(unit, report.id, file);
  save(unit, report);
  append(unit, "case.file_added", {.case_id = report.id},
         Json{{"file", to_text(file.file)}, {"purpose", to_text(file.purpose)}, {"visibility", to_text(file.visibility)}});
}

void show_files_as_service(Unit& unit, Case const& report) {
  auto const shown = shows_photos(*report.definition);
  unit.tx.run(
      R"sql(UPDATE case_files SET visibility = $2 WHERE case_id = $1 AND visibility <> 'staff' AND purpose IN ('reported', 'work_after'))sql",
      report.id, to_text(shown ? FileVisibility::public_ : FileVisibility::reporter));
}

void show_photo(Unit& unit, FileId file, bool everyone) {
  set_visibility(unit, file, everyone ? Visibility::everyone : Visibility::hidden);
  if (!everyone) {
    unit.tx.run(R"sql(UPDATE case_files SET visibility = 'staff' WHERE file_id = $1)sql", file);
    return;
  }
  for (auto const id : unit.tx.values<CaseId>(R"sql(SELECT case_id FROM case_files WHERE file_id = $1)sql", file)) {
    auto const shown = shows_photos(*load_case(view_of(unit), id).definition);
    unit.tx.run(R"sql(UPDATE case_files SET visibility = $3 WHERE case_id = $1 AND file_id = $2)sql", id, file,
                to_text(shown ? FileVisibility::public_ : FileVisibility::reporter));
  }
}

}  // namespace cityhall
