#pragma once
// Events: appended facts in the past tense. A verb appends them in its own transaction; everything slow follows them.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

struct EventSubject {
  CaseId case_id{};
  TaskId task_id{};
  PartyId party_id{};
  CrewId crew_id{};  // whose tablet wants to know
};

struct Event {
  EventId id{};
  Time at{};
  std::string type;  // "case.opened"
  EventSubject subject{};
  ActorKind actor_kind = ActorKind::system;
  AccountId account{};
  ApiKeyId key{};
  std::string actor_name;
  std::string data;  // a JSON object; opaque to the store
};

/// Appends an event about `subject`. `type` is declared in some module's `publishes`. After the commit it reaches live streams and
/// consumers.
EventId append(Unit& unit, std::string_view type, EventSubject subject, Json const& data);

/// A module's reaction to events: runs after the commit in its own transaction, at least once; must be harmless when run twice.
struct Consumer {
  std::string_view name;                     // "notices.tell_reporter": its cursor stands under this name
  std::vector<std::string_view> event_types; // empty: all
  void (*handle)(Unit&, Event const&);
};

/// The events of one case, oldest first.
std::vector<Event> events_of(View const& view, CaseId case_id);
/// Events after `last`, oldest first, at most `most`: for consumers and for live streams that come back with Last-Event-ID.
std::vector<Event> events_after(View const& view, EventId last, std::size_t most);

}  // namespace cityhall
