#pragma once
// The page of a crew's day.

#include "services/dispatch/board.h"
#include "services/page/page.h"

namespace cityhall {

struct SuggestedRoute {
  std::vector<BoardCard> order{};  // what can be put in another order, in the suggested one
  double metres = 0;
  double metres_now = 0;
  bool is_shorter() const { return metres_now - metres > 1; }
};

struct CrewDayView {
  CrewDay day{};
  Date date{};
  std::vector<BoardCard> fixed{};  // begun or over: they stay where they are
  std::vector<BoardCard> now{};    // in the order of the plan
  SuggestedRoute suggested{};
  web::Entered entered{};
  std::string notice{};
  int status = 200;
};
/// What the page shows of the suggested order: each work order and the revision of its plan.
std::string route_token(CrewDayView const& view);
web::Response crew_day_page(Call const& call, CrewDayView const& view);

}  // namespace cityhall
