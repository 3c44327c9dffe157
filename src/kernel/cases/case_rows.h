#pragma once
// Rows of cases, for the files of this folder.

#include "kernel/cases/case.h"
#include "store/transaction.h"

namespace cityhall {

/// What stands in a row beside the Case.
struct NewRow {
  std::string personal_answers{};  // JSON object, may be "{}"
  std::string reporter_name{};
};
void insert_case(Unit& unit, Case const& fresh, NewRow const& row);
/// Writes what verbs may change, raises the revision, dates it. Throws Refusal(conflict, "case.changed") when another was faster.
void save(Unit& unit, Case& report);
/// Only for the list of zones by case; the row itself has them, too.
void insert_zones(Unit& unit, Case const& report);

/// A SELECT of whole cases to which conditions are added; read each row with case_from.
store::Query select_cases();
Case case_from(City& city, store::Row const& row);

/// The place, and its zones, of a case that had none; save() leaves them as they are.
void save_place(Unit& unit, Case& report);
/// The personal answers (JSON object) as they stand; "{}" for none.
std::string stored_personal_answers(store::Reader& reader, CaseId id);
void save_personal_answers(Unit& unit, CaseId id, std::string_view answers);

void begin_pause(Unit& unit, Case const& report, std::optional<Time> due_before);
void end_pause(Unit& unit, Case const& report);

/// The next number of the pattern ("SR-{yy}-{seq:6}"), in the city's year.
std::string next_number(Unit& unit, std::string_view pattern);
/// True when everybody may see the cases of the service: it publishes them in a dataset.
bool is_public(Definition const& definition);
/// True when it also publishes their photos.
bool shows_photos(Definition const& definition);
/// ",12,34," for the zones column.
std::string zones_text(std::vector<ZoneId> const& zones);

/// The row alone; the verb attach() also appends its event.
void insert_file(Unit& unit, CaseId id, CaseFile const& file);
void keep_files_for_staff(Unit& unit, CaseId id, std::vector<FileId> const& files, FilePurpose purpose);
/// After a case has another service: its photos are public or the reporter's as that service says; hidden ones stay hidden.
void show_files_as_service(Unit& unit, Case const& report);
std::string_view to_text(FilePurpose purpose);
std::string_view to_text(FileVisibility visibility);

}  // namespace cityhall
