#pragma once
// Removes what is past its time of keeping, in small steps behind everything else. A step commits by itself, so an interrupted run goes on
// with what is left.

#include <string_view>

#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

struct Removed {
  std::size_t cases = 0;
  std::size_t people = 0;  // whom nothing mentions any more
  std::size_t photos = 0;
};

/// All closed cases whose time is over, then the photos that only they had.
Removed remove_overdue(City& city);
/// Job, every hour: the same once in each night of the city, at one o'clock or as soon after it as the program runs.
void remove_overdue_nightly(City& city);

/// A closed case with all that belongs to it: people, answers, notes, messages, work orders, links; its row in removed_cases stays for
/// figures, its events stay without words. Appends `case.removed`. Gives how many people went with it, because nothing else mentions them.
std::size_t remove_case(Unit& unit, CaseId id, std::string_view why);
/// A person whom no request, subscription, account or contact mentions any more. False when somebody is still there.
bool remove_if_alone(Unit& unit, PartyId party);
/// Text messages that an event led to.
void remove_texts_sent(Unit& unit, EventId event);
/// Adds to the counts of today. `service` is empty for what is of none.
void log_removal(Unit& unit, std::string_view why, std::string_view service, Removed const& removed);
/// "12,15": these photos go unless something else shows them.
void loosen_files(Unit& unit, std::string_view listed);
/// Rows about a person, those of requests on hold left out, and those of the tables that stay.
void forget_rows_of(Unit& unit, PartyId party, bool (*stays)(std::string_view table));
/// Photos of removed requests and of people who were erased that nothing else shows: their rows; their bytes go with the next sweep. A few
/// in one write; gives how many.
std::size_t remove_loose_files(City& city);
/// Job, every minute: the same, so that what somebody wants forgotten is gone at once.
void remove_loose_photos(City& city);

}  // namespace cityhall
