#pragma once
// Components that several modules' pages share: the same thing looks the same everywhere.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/cases/case.h"
#include "kernel/cases/timeline.h"
#include "kernel/files/file.h"
#include "services/page/page.h"

namespace cityhall {

/// "Open", "Fixed", with the colour of its status.
web::Html state_badge(Case const& report, std::string_view language);
/// "2 days late", "due in 5 hours", "on hold": for staff.
web::Html due_badge(std::optional<Time> due, bool paused, bool closed, Time now);
/// How a request ended: the name of its state in the reader's language ("Cleaned") where that is true of the outcome.
web::Html closing_words(std::string_view outcome, std::string_view state, std::string_view label);
/// A list of steps, oldest first.
web::Html timeline_list(Call const& call, std::vector<Step> const& steps, Audience audience);
/// A photo in its frame, linked to the large one. The paths are signed when the viewer is the reporter.
web::Html photo(Call const& call, FileId file, web::Text const& alt);
/// Name and value pairs.
web::Html facts(std::vector<std::pair<web::Text, web::Html>> const& rows);
/// "Street lighting" for "lighting", "all of Streets" for "streets/*".
std::string queue_words(Call const& call, std::string_view pattern);
/// What to do when there is nothing to show.
web::Html empty_state(Message const& what, Message const& then);
/// Folded on a phone behind its title, open on a wide screen; without a script.
web::Html folded_when_narrow(std::string_view css_class, web::Text const& title, web::Html const& content);
/// A green or blue strip: "Saved."
web::Html note(std::string_view kind, web::Html const& content);

}  // namespace cityhall
