#pragma once
// The reporter's own page of a request, behind the private link.

#include "kernel/cases/actions.h"
#include "kernel/cases/family.h"
#include "kernel/cases/rating.h"
#include "kernel/cases/timeline.h"
#include "services/page/page.h"

namespace cityhall {

struct TrackView {
  Case const& report;
  std::vector<Step> steps{};
  std::vector<CaseFile> files{};
  bool just_sent = false;
  bool may_reopen = false;
  bool may_rate = false;
  std::optional<Rating> rating{};
  bool just_rated = false;
  std::size_t people = 1;  // who told us about it
  std::string path{};  // of this page, for its forms
  web::Entered entered{};
  std::optional<MainCase> main{};  // the case that it is handled together with
  EventId heard_until{};           // the newest event that the page tells of
};

web::Response track_page(Call const& call, TrackView const& view, int status = 200);

}  // namespace cityhall
