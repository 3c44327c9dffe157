#pragma once
// Internal notes: who is mentioned in them, what they are tagged with, and the feed of all of them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"
#include "kernel/events/event.h"

namespace cityhall {

/// What stands in a note: "@ana.ruiz" and "#winter-storm".
struct NoteMarks {
  std::vector<std::string> mentions{};  // as written, folded, each once
  std::vector<std::string> tags{};      // folded, each once
};
NoteMarks marks_in(std::string_view text);
/// How somebody is mentioned: "ana.ruiz".
std::string handle_of(std::string_view name);

struct Colleague {
  AccountId account{};
  std::string name{};
  std::string handle{};
};
/// All staff who can sign in, by name.
std::vector<Colleague> colleagues(View const& view);

/// After a note was appended: rings for those who are mentioned, tags the case. Throws Refusal(invalid) for a handle that nobody has.
void apply_marks(Unit& unit, Case const& report, EventId event, std::string_view text);

/// "winter-storm"; empty when it cannot be a tag.
std::string normal_tag(std::string_view text);
/// Appends `case.tagged` when it is new. Needs `issues.read`. Throws Refusal(invalid).
bool tag_case(Unit& unit, Case const& report, std::string_view tag);
/// Appends `case.untagged` when it was there. Needs `issues.read`.
bool untag_case(Unit& unit, Case const& report, std::string_view tag);
std::vector<std::string> tags_of(View const& view, CaseId id);

struct FeedFilter {
  std::string tag{};
  std::string queue{};
  AccountId author{};
  bool mentions_me = false;
  EventId before{};  // for the next page
  std::size_t most = 30;
};
struct FeedEntry {
  EventId event{};
  Time at{};
  CaseId case_id{};
  std::string number{};
  std::string title{};  // of the case, in the asked language
  std::string queue{};
  AccountId author{};
  std::string by{};
  std::string text{};
};
/// Notes of all cases, newest first. Needs `issues.read`.
std::vector<FeedEntry> feed(View const& view, FeedFilter const& filter, std::string_view language);

struct TrendingTag {
  std::string tag{};
  std::size_t uses = 0;    // in the last seven days
  std::size_t before = 0;  // in the seven days before those
};
/// What is talked about more than before, most risen first.
std::vector<TrendingTag> trending_tags(View const& view, Time now, std::size_t most = 12);

}  // namespace cityhall
