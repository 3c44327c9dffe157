#pragma once
// A day on the dispatch board: what stands where. Reads; draws nothing.

#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone.h"
#include "kernel/directory/directory.h"
#include "services/call.h"
#include "services/dispatch/plan_act.h"
#include "services/dispatch/shift.h"

namespace cityhall {

inline constexpr int quarter_minutes = 15;  // the grid of the board
inline constexpr int next_days_shown = 5;

/// A work order in a crew's day. Minutes count from the city's midnight.
struct BoardCard {
  Task task{};
  int starts = 0;
  int minutes = 0;
  int lane = 0;  // beside others at the same time: 0, 1 …
  int ends() const { return starts + minutes; }
};

struct DayLoad {
  std::size_t orders = 0;
  int minutes = 0;
};

struct CrewDay {
  Crew crew{};
  CrewShift shift{};
  std::vector<BoardCard> cards{};
  DayLoad load{};
  std::vector<DayLoad> next_days{};
  int over() const { return std::max(0, load.minutes - shift.minutes()); }
};

struct Department {
  std::string id{};     // "streets"
  std::string title{};  // "Streets"
};

struct Board {
  Date day{};
  Date today{};
  Date current{};  // current_day()
  std::string department{};
  std::vector<Department> departments{};
  std::vector<CrewDay> crews{};
  std::vector<Task> pile{};
  std::size_t pile_left_out = 0;
  int from = 0;  // first and last minute that are shown; whole hours
  int until = 0;
  bool with_map = false;
  EventId heard_until{};  // the newest event that the board knows of
  std::optional<PlanAct> done{};  // that may be undone
};

/// Puts cards that overlap side by side: each into the first lane that is free. Cards are shown at least two quarters long. Sorted by
/// start.
void lay_side_by_side(std::vector<BoardCard>& cards);

Date day_after(Date day, int days = 1);
/// Today, until the last shift is over and nothing planned for today waits; then the next business day.
Date current_day(Call const& call);
/// The board of the day that ?day= asks for (the current day when it does not), of the department that ?department= names.
Board asked_board(Call const& call);
/// A card of that task; the task is planned.
BoardCard card_of(TimeZone const& zone, Task task);
/// The first free time in a crew's shift for that many minutes; the end of the last card when nothing is free.
int first_free(CrewDay const& crew, int minutes);
/// "/desk/board?day=…&department=…&map=yes", with what differs.
std::string board_path(Board const& board, Date day);

/// "9:15 AM", "9:15".
std::string clock_words(int minute, std::string_view language);
/// "45 min", "3 h 15 min".
Message length_words(int minutes);
/// "09:15", as forms want it.
std::string clock_value(int minute);

}  // namespace cityhall
