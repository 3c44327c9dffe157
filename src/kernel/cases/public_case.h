#pragma once
// What everybody may see of a case: nothing personal, nothing that the definition hides.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

struct PublicCase {
  CaseId id{};
  std::string number{};
  std::string service{};
  DefinitionPtr definition{};
  std::string title{};             // the case's own, may be empty: then the service's
  CaseStatus status = CaseStatus::open;
  std::string state{};
  std::string description{};       // e-mail addresses and phone numbers removed; empty when hidden
  std::string agency{};
  Place place{};                   // empty when hidden
  Channel channel = Channel::web;
  Time opened_at{};
  Time updated_at{};
  std::optional<Time> closed_at{};
  std::optional<Time> due_at{};
  std::string outcome{};
  CaseId main{};                   // the case that it is handled together with
  std::string notes{};             // last public message
  std::vector<FileId> files{};     // public photos; the finished work last
  std::string answers{};           // JSON object of the answers marked for publication; see read_published_answers
  std::string together_with{};     // number of the main case; by public_case only, as are the following
  bool in_incident = false;        // it is one of many reports about one incident
  std::size_t members = 0;         // cases that follow this one
};

/// Throws not_found for a number that does not exist and for a service that publishes nothing.
PublicCase public_case(View const& view, std::string_view number);
bool is_public_case(View const& view, CaseId id);

/// Filters of Open311 and of the public list. Times are on `opened_at` and `updated_at`.
struct RequestFilter {
  std::vector<std::string> numbers{};      // overrides all others
  std::vector<std::string> services{};     // definition ids
  std::optional<Time> opened_from{}, opened_to{};
  std::optional<Time> updated_after{}, updated_before{};
  std::optional<CaseStatus> status{};
  struct Box { double north, east, south, west; };
  std::optional<Box> box{};
  struct Circle { Point center; double metres; };
  std::optional<Circle> near{};
  ZoneId zone{};
  std::string street{};                    // as people write it: "Main Street"
  std::string words{};                     // each begins a word of what is published
  struct Cursor { Time opened; CaseId id; };
  std::optional<Cursor> before{};          // what comes after that row
  std::size_t offset = 0;
  std::size_t most = 1000;
};
/// A page of a list.
struct RequestPage {
  std::vector<PublicCase> rows{};
  std::optional<RequestFilter::Cursor> next{};  // as `before` it goes on with the list; none: this was the last page
  bool cut = false;                             // it ends early: see below
};
/// Newest first; with words that more than 3,000 requests have, the last entered first. 1,000 rows in some milliseconds.
/// Bounded: filters by place, zone and words look through some thousand requests at a time. Where those do not fill the page it is `cut`:
/// `next` goes on from there, so that nothing is left out. (A box also by the change, which has no `next`: ask for less.)
RequestPage requests(View const& view, RequestFilter const& filter);
/// A request as a dot on a map.
struct PublicDot {
  std::string number{};
  DefinitionPtr definition{};
  std::string title{};
  CaseStatus status = CaseStatus::open;
  Point point{};
};
/// What `requests` would give, newest first, of that what has a published place; 100,000 in a fraction of a second. With filters by place,
/// zone or words: of the newest 100,000 that an index finds; of the newest 6,000 with words.
std::vector<PublicDot> request_dots(View const& view, RequestFilter const& filter);
/// The newest public cases, for the home page.
std::vector<PublicCase> recent_cases(View const& view, std::size_t most);

/// Public changes of state and messages, for two-way Open311 (`GET servicerequestupdates`), oldest first, at most `most`.
struct PublicUpdate {
  EventId id{};
  std::string number{};
  CaseStatus status = CaseStatus::open;
  bool reopened = false;
  std::string state{};
  std::string outcome{};
  std::string description{};
  Time at{};
  std::vector<FileId> files{};
};
/// What the first `offset` of them are is skipped.
struct UpdateSpan {
  Time from{}, to{};
  std::size_t most = 1000;
  std::size_t offset = 0;
};
std::vector<PublicUpdate> public_updates(View const& view, UpdateSpan const& span);

struct PublicNote {
  Time at{};
  std::string type{};              // "status", "reply"
  std::string text{};
};
/// Oldest first.
std::vector<PublicNote> public_notes(View const& view, CaseId id);
/// Of many cases at once; a case without notes has no entry.
std::map<CaseId, std::vector<PublicNote>> public_notes(View const& view, std::vector<CaseId> const& cases);
/// Fills `answers` of many cases at once.
void read_published_answers(View const& view, std::vector<PublicCase>& reports);

/// What a service did lately; from roll-ups by day.
struct ServiceFigures {
  std::string service{};
  std::size_t opened = 0;
  std::size_t closed = 0;          // in the last days
  std::size_t on_time = 0;         // of those closed with a promise
  std::size_t promised = 0;
  std::optional<double> median_hours{};
};
std::vector<ServiceFigures> figures(View const& view, Time now, int days = 7);
/// At most so many services by what was used lately; those without figures after them, in the order given.
std::vector<DefinitionPtr> most_used(std::vector<DefinitionPtr> services, std::vector<ServiceFigures> const& lately, std::size_t most);

}  // namespace cityhall
