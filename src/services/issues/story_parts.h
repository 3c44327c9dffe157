#pragma once
// What happened to a request, in plain words, and its photos before and after: for its public page, the list and the feed.

#include "kernel/cases/public_story.h"
#include "services/page/page.h"

namespace cityhall {

/// "Given to a crew", "Work has begun", "Cleaned": the names that the service gives its states.
web::Html step_words(Call const& call, PublicCase const& report, PublicStep const& step);
/// The report itself and every public step, oldest first.
web::Html public_timeline(Call const& call, PublicCase const& report, std::vector<PublicStep> const& steps);
/// The finished work first, each photo with words that say which it is; nothing without photos.
web::Html before_and_after(Call const& call, PublicCase const& report, std::vector<PublicPhoto> const& photos);
/// A small picture for a list; nothing where a case has none.
web::Html thumbnail(Call const& call, PublicPhoto const* photo);

}  // namespace cityhall
