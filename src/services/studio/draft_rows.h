#pragma once
// The rows of drafts, for the verbs of this folder.

#include "services/studio/draft.h"

namespace cityhall::studio::draft_rows {

void add(Unit& unit, Draft const& draft);
/// Everything but id, begun and begun_by.
void change(Unit& unit, Draft const& draft);
/// Keeps what the draft says as its revision, and forgets all but the last two hundred.
void add_revision(Unit& unit, Draft const& draft);
std::optional<Draft> open_draft_of(store::Reader& reader, std::string_view service);
/// Those that are not open and were last touched before `limit`, with their revisions.
void remove_before(Unit& unit, Time limit);
std::vector<Draft> due(store::Reader& reader, Time now);

}  // namespace cityhall::studio::draft_rows
