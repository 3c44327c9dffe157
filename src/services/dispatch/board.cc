#include "services/dispatch/board.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case.h"
#include "kernel/events/rows.h"
#include "web/markup.h"

namespace cityhall {
namespace {

constexpr std::size_t pile_most = 60;
constexpr int furthest_business_day = 14;  // a calendar without any would be looked through for ever
constexpr int shown_minutes_least = 2 * quarter_minutes;

std::string department_of(std::string_view queue) { return std::string{queue.substr(0, queue.find('/'))}; }

bool belongs_to(Crew const& crew, std::string_view department) {
  return department.empty() ||
         std::any_of(crew.queues.begin(), crew.queues.end(), [&](std::string const& queue) { return department_of(queue) == department; });
}

std::vector<Department> all_departments(Directory const& directory, std::string_view language) {
  std::set<std::string> ids;
  for (auto const& crew : directory.crews())
    for (auto const& queue : crew.queues)
      if (crew.active && queue != "*") ids.insert(department_of(queue));
  std::vector<Department> found;
  for (auto const& id : ids) found.push_back({id, directory.title_of(id, language)});
  return found;
}

/// Everything that was read, by crew.
struct PlannedDays {
  std::map<CrewId, std::vector<BoardCard>> cards{};
  std::map<CrewId, std::vector<DayLoad>> next{};
  std::map<CrewId, std::size_t> open{};
};

PlannedDays read_days(Call const& call, Date day) {
  auto const zone = call.city.zone();
  PlannedDays days;
  auto const first = std::chrono::sys_days{day};
  for (auto& task : planned_work(call.view(), zone.midnight(day), zone.midnight(day_after(day, next_days_shown + 1)))) {
    auto const later = (std::chrono::sys_days{zone.date_of(*task.planned_start)} - first).count();
    auto const crew = task.crew;
    if (later == 0) {
      days.cards[crew].push_back(card_of(zone, std::move(task)));
      continue;
    }
    auto& loads = days.next[crew];
    loads.resize(next_days_shown);
    auto& load = loads.at(static_cast<std::size_t>(later - 1));
    ++load.orders;
    load.minutes += task.planned_minutes;
  }
  for (auto const& load : crew_loads(call.view(), call.now, zone.midnight(zone.date_of(call.now)))) days.open[load.crew] = load.open;
  return days;
}

CrewDay crew_day(Crew const& crew, CrewShift const& shift, PlannedDays& days) {
  CrewDay made{.crew = crew, .shift = shift, .cards = std::move(days.cards[crew.id]), .next_days = std::move(days.next[crew.id])};
  made.next_days.resize(next_days_shown);
  lay_side_by_side(made.cards);
  for (auto const& card : made.cards) {
    ++made.load.orders;
    made.load.minutes += card.minutes;
  }
  return made;
}

std::vector<CrewDay> crew_days(Call const& call, Board const& board) {
  auto days = read_days(call, board.day);
  std::map<CrewId, CrewShift> shifts;
  for (auto const& shift : own_shifts(call.view())) shifts[shift.crew] = shift;
  std::vector<CrewDay> found;
  auto const directory = call.city.directory.get();
  for (auto const& crew : directory->crews()) {
    auto const busy = days.cards.contains(crew.id) || days.open.contains(crew.id);
    // Where nobody asks for a department, a crew without any work would only take room.
    if (!belongs_to(crew, board.department) || (!crew.active && !busy) || (board.department.empty() && !busy)) continue;
    auto const own = shifts.find(crew.id);
    found.push_back(crew_day(crew, own == shifts.end() ? CrewShift{.crew = crew.id} : own->second, days));
  }
  return found;
}

/// Whole hours that hold every shift and every card.
void set_hours(Board& board) {
  CrewShift const usual;
  board.from = usual.starts;
  board.until = usual.ends;
  for (auto const& crew : board.crews) {
    board.from = std::min(board.from, crew.shift.starts);
    board.until = std::max(board.until, crew.shift.ends);
    for (auto const& card : crew.cards) {
      board.from = std::min(board.from, card.starts);
      board.until = std::max(board.until, card.starts + std::max(card.minutes, shown_minutes_least));
    }
  }
  board.from = board.from / 60 * 60;
  board.until = std::min(24 * 60, (board.until + 59) / 60 * 60);
}

void fill_pile(Call const& call, Board& board) {
  auto const zone = call.city.zone();
  std::vector<CrewId> crews;
  for (auto const& crew : board.crews) crews.push_back(crew.crew.id);
  board.pile = unplanned_work(call.view(), crews, zone.midnight(board.today), pile_most + 1);
  if (board.pile.size() <= pile_most) return;
  board.pile.resize(pile_most);
  std::size_t all = 0;
  for (auto const& load : crew_loads(call.view(), call.now, zone.midnight(board.today)))
    if (std::find(crews.begin(), crews.end(), load.crew) != crews.end()) all += load.unplanned;
  board.pile_left_out = all - pile_most;
}

}  // namespace

void lay_side_by_side(std::vector<BoardCard>& cards) {
  std::vector<int> free_from;
  for (auto& card : cards) {
    auto const lane = std::find_if(free_from.begin(), free_from.end(), [&](int minute) { return minute <= card.starts; });
    card.lane = static_cast<int>(lane - free_from.begin());
    if (lane == free_from.end()) free_from.push_back(0);
    free_from[static_cast<std::size_t>(card.lane)] = card.starts + std::max(card.minutes, shown_minutes_least);
  }
}

Date day_after(Date day, int days) { return Date{std::chrono::sys_days{day} + std::chrono::days{days}}; }

Date current_day(Call const& call) {
  auto const calendar = call.city.calendar.get();
  auto const& zone = calendar->zone();
  auto const today = zone.date_of(call.now);
  auto ends = CrewShift{}.ends;
  for (auto const& shift : own_shifts(call.view())) ends = std::max(ends, shift.ends);
  if (calendar->is_business_day(today) && call.now < zone.instant(today, std::chrono::minutes{ends})) return today;
  auto const planned = planned_work(call.view(), zone.midnight(today), zone.midnight(day_after(today)));
  if (std::any_of(planned.begin(), planned.end(), [](Task const& task) { return !is_over(task.state); })) return today;
  auto day = day_after(today);
  for (int days = 1; days < furthest_business_day && !calendar->is_business_day(day); ++days) day = day_after(day);
  return day;
}

Board asked_board(Call const& call) {
  auto const zone = call.city.zone();
  auto const& query = call.request.query;
  Board board{.today = zone.date_of(call.now),
              .current = current_day(call),
              .department = std::string{query.get("department")},
              .with_map = query.get("map") == "yes",
              .heard_until = newest_event(call.reader)};
  board.day = parse_date(query.get("day")).value_or(board.current);
  board.departments = all_departments(*call.city.directory.get(), call.language);
  board.crews = crew_days(call, board);
  set_hours(board);
  fill_pile(call, board);
  if (auto const act = parse_id(query.get("done")); act != 0) board.done = plan_act(call.view(), PlanActId{act});
  return board;
}

BoardCard card_of(TimeZone const& zone, Task task) {
  auto const since = zone.local(*task.planned_start).since_midnight;
  BoardCard card{.starts = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(since).count()),
                 .minutes = std::max(1, task.planned_minutes)};
  card.task = std::move(task);
  return card;
}

int first_free(CrewDay const& crew, int minutes) {
  auto at = crew.shift.starts;
  for (auto const& card : crew.cards) {
    if (card.starts - at >= minutes) return at;
    at = std::max(at, (card.ends() + quarter_minutes - 1) / quarter_minutes * quarter_minutes);
  }
  return std::min(at, 24 * 60 - quarter_minutes);
}

std::string board_path(Board const& board, Date day) {
  return web::with_query(
      "/desk/board",
      {{"day", day == board.current ? "" : to_iso(day)}, {"department", board.department}, {"map", board.with_map ? "yes" : ""}});
}

std::string clock_words(int minute, std::string_view language) {
  auto const hour = minute / 60 % 24;
  if (language != "en") return fmt::format("{}:{:02}", hour, minute % 60);
  return fmt::format("{}:{:02} {}", hour % 12 == 0 ? 12 : hour % 12, minute % 60, hour < 12 ? "AM" : "PM");
}

std::string clock_value(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

Message length_words(int minutes) {
  auto const hours = std::to_string(minutes / 60);
  auto const rest = std::to_string(minutes % 60);
  if (minutes < 60) return _("{minutes} min").with("minutes", rest);
  if (minutes % 60 == 0) return _("{hours} h").with("hours", hours);
  return _("{hours} h {minutes} min").with("hours", hours).with("minutes", rest);
}

}  // namespace cityhall
