#pragma once
// Event rows, for the files of this folder and the bulk import.

#include <optional>

#include "kernel/events/event.h"
#include "store/transaction.h"

namespace cityhall {

/// An event of this unit without data, with its id.
Event new_event(Unit& unit, std::string_view type, EventSubject subject);
/// The row alone: live streams are not told.
void insert_event(Unit& unit, Event const& event);
/// The row, and live streams and consumers are told after the commit.
void append_event(Unit& unit, Event event);
/// What is sealed of an event: every field with its length before it, so that no two events have the same bytes.
std::string canonical_bytes(Event const& event);
/// Columns in the order of the table.
Event event_from(store::Row const& row);
/// Nothing when there is none.
std::optional<Event> event_by_id(store::Reader& reader, EventId id);
/// Zero when there are no events.
EventId newest_event(store::Reader& reader);

}  // namespace cityhall
