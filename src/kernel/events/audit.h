#pragma once
// The events as an administrator reads them: newest first, filtered, paged.

#include "kernel/events/event.h"

namespace cityhall {

struct AuditFilter {
  std::string type{};   // "case.closed"; a word alone, "case", means all of its events
  std::string actor{};  // part of the name
  std::string data{};   // part of what the event says
  AccountId account{};
  CaseId case_id{};
  Time since{};           // older events are left out
  EventId before{};       // for the next page
  std::size_t most = 50;  // at most 500
};

/// Newest first. Needs `admin.audit`. Ids grow with time, so `since` bounds how much is read.
std::vector<Event> newest_events(View const& view, AuditFilter const& filter);

}  // namespace cityhall
