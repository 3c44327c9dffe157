#pragma once
// Rows of notes and tags, for note_marks.cc.

#include "kernel/casework/notes.h"

namespace cityhall {

void insert_note(Unit& unit, Case const& report, EventId event);
void insert_mention(Unit& unit, EventId event, AccountId account);
/// False when the case has it already.
bool insert_tag(Unit& unit, CaseId id, std::string_view tag);
bool delete_tag(Unit& unit, CaseId id, std::string_view tag);
void count_tag(Unit& unit, EventId event, std::string_view tag);
/// Without handles.
std::vector<Colleague> staff_names(View const& view);

}  // namespace cityhall
