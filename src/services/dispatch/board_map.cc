#include "services/dispatch/board_map.h"

#include <algorithm>

#include "services/dispatch/board_page.h"
#include "services/page/map_picture.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// The work order that a crew is at: the one it works on, else the one it drives to.
Task const* at_work_on(CrewDay const& crew) {
  Task const* found = nullptr;
  for (auto const& card : crew.cards) {
    if (card.task.state == TaskState::started) return &card.task;
    if (card.task.state == TaskState::en_route) found = &card.task;
  }
  return found;
}

Task const* next_work_of(CrewDay const& crew) {
  for (auto const& card : crew.cards)
    if (!is_over(card.task.state) && card.task.state != TaskState::started) return &card.task;
  return nullptr;
}

std::string label_of(Call const& call, Task const& task) { return work_title(call, task) + ", " + task.place.address; }

Html crew_place(Call const& call, CrewDay const& crew) {
  if (auto const* task = at_work_on(crew))
    return group(a(href(order_path(*task)), label_of(call, *task)), " ", span(cls("badge open"), task_state_words(task->state)));
  if (auto const* task = next_work_of(crew))
    return sentence(_("Next: {work}"), {{"work", a(href(order_path(*task)), label_of(call, *task))}});
  return crew.shift.base.address.empty() ? group(_("Nothing planned"))
                                         : sentence(_("Base: {place}"), {{"place", group(crew.shift.base.address)}});
}

struct BoardMarks {
  std::vector<MapMark> marks{};
  std::vector<Point> points{};
  void add(std::optional<Point> const& point, MapMark mark) {
    if (!point) return;
    mark.point = *point;
    points.push_back(*point);
    marks.push_back(std::move(mark));
  }
};

BoardMarks marks_of(Call const& call, Board const& board) {
  BoardMarks all;
  for (auto const& task : board.pile) all.add(task.place.point, {.kind = "open", .href = order_path(task), .label = label_of(call, task)});
  for (auto const& crew : board.crews) {
    for (auto const& card : crew.cards)
      all.add(card.task.place.point,
              {.kind = "fixed", .href = order_path(card.task), .label = crew.crew.name + ": " + label_of(call, card.task)});
    if (auto const* task = at_work_on(crew))
      all.add(task->place.point, {.kind = "crew", .href = order_path(*task), .label = crew.crew.name});
    else all.add(crew.shift.base.point, {.kind = "crew", .label = crew.crew.name + ": " + crew.shift.base.address});
  }
  return all;
}

Html legend_line() {
  auto const entry = [](std::string_view kind, Message const& words) {
    return span(svg::svg(svg::view_box("0 0 20 20"), cls("map legend-dot"), aria("hidden", "true"),
                         svg::circle(cls("dot " + std::string{kind}), svg::attr("cx", 10), svg::attr("cy", 10),
                                     svg::attr("r", kind == "crew" ? 9 : 7))),
                " ", words);
  };
  return p(cls("map-legend small"), entry("fixed", _("Planned")), " ", entry("open", _("Not planned")), " ", entry("crew", _("Crew")));
}

}  // namespace

Html board_map(Call const& call, Board const& board) {
  auto found = marks_of(call, board);
  auto const shown = points_view(*call.city.settings.get(), found.points, 640, 520);
  auto const picture =
      shown ? map_that_opens(call,
                             {*shown, std::move(found.marks), _("A map of the day: planned work, work that nobody planned, and crews")}, {})
            : p(_("The city has no map yet."));
  auto const row = [&](CrewDay const& crew) { return tr(th(scope("row"), crew.crew.name), td(crew_place(call, crew))); };
  return section(cls("board-map"), h2(_("Crews and work")), picture, legend_line(),
                 table(caption(cls("visually-hidden"), _("Where the crews are")),
                       thead(tr(th(scope("col"), _("Crew")), th(scope("col"), _("Where")))), tbody(each(board.crews, row))));
}

Html map_switch_link(Board const& board) {
  auto other = board;
  other.with_map = !board.with_map;
  return a(cls("button plain"), href(board_path(other, board.day)), board.with_map ? _("Board alone") : _("Board and map"));
}

}  // namespace cityhall
