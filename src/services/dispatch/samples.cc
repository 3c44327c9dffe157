#include "services/dispatch/samples.h"

#include "services/dispatch/board_page.h"
#include "services/sample.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Task sample_order(std::int64_t id, TaskState state) {
  Task task;
  task.id = TaskId{id};
  task.number = "SR-27-000123/" + std::to_string(id);
  task.title = "Pothole";
  task.place.address = "12 Oak Ridge Road";
  task.state = state;
  task.planned_minutes = 60;
  return task;
}

BoardCard sample_card(std::int64_t id, TaskState state, int starts) {
  return {.task = sample_order(id, state), .starts = starts, .minutes = 60};
}

Board sample_board(Call const& call) {
  auto const today = call.city.zone().date_of(call.now);
  return {.day = day_after(today), .today = today, .current = today, .from = 7 * 60, .until = 13 * 60};
}

CrewDay sample_crew(std::int64_t id, std::string name, std::vector<BoardCard> cards) {
  CrewDay crew;
  crew.crew.id = CrewId{id};
  crew.crew.name = std::move(name);
  crew.cards = std::move(cards);
  for (auto const& card : crew.cards) crew.load.minutes += card.minutes;
  return crew;
}

/// A card in each state, one of them late, two at the same time.
CrewDay busy_crew(Call const& call) {
  auto late = sample_card(3, TaskState::assigned, 9 * 60);
  late.task.due_at = call.now - std::chrono::hours{2};
  std::vector<BoardCard> cards{sample_card(1, TaskState::done, 7 * 60), sample_card(2, TaskState::started, 8 * 60), late,
                               sample_card(4, TaskState::en_route, 9 * 60), sample_card(5, TaskState::accepted, 10 * 60),
                               sample_card(6, TaskState::paused, 11 * 60)};
  lay_side_by_side(cards);
  return sample_crew(1, "Streets 1", std::move(cards));
}

std::vector<Sample> column_samples(Call const& call) {
  auto board = sample_board(call);
  auto full = sample_crew(2, "Streets 2", {sample_card(7, TaskState::assigned, 8 * 60)});
  full.load.minutes = full.shift.minutes() + 90;
  board.crews = {busy_crew(call), std::move(full), sample_crew(3, "Streets 3", {})};
  return {{_("A card in each state; too much for one crew; nothing planned"), board_columns(call, board)},
          {_("No crew"), board_columns(call, sample_board(call))}};
}

std::vector<Sample> pile_samples(Call const& call) {
  auto const full = [&] {
    auto board = sample_board(call);
    board.pile = {sample_order(8, TaskState::assigned), sample_order(9, TaskState::assigned)};
    board.pile[0].due_at = call.now - std::chrono::hours{50};
    board.pile[1].planned_start = call.now - std::chrono::hours{26};
    board.pile_left_out = 4;
    return board;
  }();
  return {{_("Too late; left over from another day"), pile(call, full)},
          {_("Nothing waits"), div(cls("pile"), pile_cards(call, sample_board(call)))}};
}

std::vector<Sample> load_samples(Call const&) {
  auto const shown = [](int minutes) { return group(load_bar(minutes, 480), p(cls("small"), load_words(minutes, 480))); };
  return {{_("Nothing planned"), shown(0)}, {_("There is room"), shown(195)}, {_("Full"), shown(480)}, {_("Too much"), shown(600)}};
}

}  // namespace

std::vector<Component> dispatch_components() {
  return {{"board_columns", _("A day of several crews, hour by hour."), column_samples, "staff", "board.css"},
          {"pile", _("Work that nobody planned yet, as cards to be carried onto the board."), pile_samples, "staff", "board.css"},
          {"load_bar", _("What is planned against the length of a shift."), load_samples, "staff", "board.css"}};
}

}  // namespace cityhall
