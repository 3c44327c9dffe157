#pragma once
// Photos that a client names by address instead of sending them: noted with the case in its transaction, fetched by a job after the commit.

#include <string>
#include <vector>

#include "kernel/events/event.h"
#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall::open311 {

/// What the photo shows: the thing as it was reported, or the finished work.
enum class Shows { report, finished_work };
/// Notes the addresses; the same one twice for a case is once.
void note_media(Unit& unit, CaseId case_id, std::vector<std::string> const& urls, Shows shows = Shows::report);

/// A photo to fetch, as it stands in the books.
struct WantedMedia {
  std::int64_t id = 0;
  CaseId case_id{};
  std::string url{};
  Shows shows = Shows::report;
  int attempts = 0;
};

// media_store.cc
/// Adds one; nothing when the case has it already.
void add_media(Unit& unit, WantedMedia const& media);
/// Due now, oldest first.
std::vector<WantedMedia> due_media(View const& view, Time now, std::size_t most);
/// Fetched, or given up: `fault` says why, empty when it is here.
void settle_media(Unit& unit, std::int64_t id, std::string_view fault);
/// To be tried again.
void postpone_media(Unit& unit, WantedMedia const& media, Time next, std::string_view fault);
/// Consumer: the addresses of a request go with it.
void forget_media(Unit& unit, Event const& removed);
/// Consumer of `person.erased`: those of photos that were sent with reports of that person; what waits is not fetched any more.
void forget_media_sent(Unit& unit, Event const& erased);

}  // namespace cityhall::open311
