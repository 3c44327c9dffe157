#pragma once
// Lists of cases for staff: filtered, sorted, paged by key, fast with a million cases.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

enum class DueFilter { any, overdue, today, soon, none };  // soon: within three days; today: until the city's midnight, not overdue
enum class InboxSort { due, newest, oldest, priority, updated };

struct InboxFilter {
  std::string queue{};                    // "streets/N"; "streets/*" for all of a department
  std::optional<CaseStatus> status = CaseStatus::open;
  std::string state{};
  std::string service{};
  ZoneId zone{};
  DueFilter due = DueFilter::any;
  std::optional<Channel> channel{};
  AccountId assignee{};
  bool mine = false;                      // assigned to whoever asks
  bool unassigned = false;
  std::string tag{};                      // as staff write them: "winter-storm"
  std::string parcel{};                   // its number, as people type it
  std::string text{};                     // number, words of title, description, address, reporter
  InboxSort sort = InboxSort::due;
};

struct InboxRow {
  CaseId id{};
  std::string number{};
  std::string service{};
  std::string title{};                    // in the asked language
  std::string state{};
  std::string state_label{};
  CaseStatus status = CaseStatus::open;
  int priority = 3;
  std::string queue{};
  AccountId assignee{};
  Channel channel = Channel::web;
  std::string address{};
  std::optional<Point> point{};
  Time opened_at{};
  std::optional<Time> due_at{};
  bool overdue = false;
  std::int64_t revision = 1;
};

struct PageKey {
  std::string after{};                    // opaque key of the last row of the page before; empty: first page
  std::size_t size = 50;                  // at most 200
};

struct InboxPage {
  std::vector<InboxRow> rows{};
  std::string next{};                     // key for the next page; empty: this was the last
};

/// Needs `issues.read`.
InboxPage inbox(View const& view, InboxFilter const& filter, PageKey const& page, std::string_view language);

struct QueueCount {
  std::string queue{};
  std::size_t open = 0;
  std::size_t overdue = 0;
  std::size_t unassigned = 0;
};
/// Open cases per queue, in order of queue. Needs `issues.read`.
std::vector<QueueCount> queue_counts(View const& view, Time now);

}  // namespace cityhall
