#pragma once
// The words of events go when their time of keeping is over; that something happened stays, and the chain still proves it.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/events/event.h"

namespace cityhall {

/// The event that tells of a removal.
struct RemovalTold {
  std::string_view type;  // "case.removed"
  EventSubject subject{};
  Json const& data;
};
/// Takes the data and the names out of these events: type, time, request, work order and the account of staff stay. Then appends the event
/// that tells of it; its data gets "events" (how many) and "digest": it seals what is left of them. An event is emptied once: those that
/// were emptied before are left alone. Gives the new event.
EventId append_removal(Unit& unit, RemovalTold const& told, std::span<EventId const> events);

/// What is left of the events that this one tells of.
std::vector<Event> events_emptied_by(store::Reader& reader, EventId removal);

/// Requests that a `person.erased` took the words out of: the event that tells of their opening was emptied.
std::vector<CaseId> cases_forgotten_by(store::Reader& reader, EventId erased);

struct EmptiedEvent {
  EventId event{};
  EventId removal{};   // the event that tells of it
  std::string rest{};  // SHA-256 of the row as it was left, 32 bytes
};
/// Those between two events, the last one included, in order.
std::vector<EmptiedEvent> emptied_events(store::Reader& reader, EventId after, EventId last);
/// True when that event is there and its digest is that of the rests which refer to it.
bool seals_its_rests(store::Reader& reader, EventId removal);

}  // namespace cityhall
