#include "services/dispatch/crew_day_page.h"

#include <fmt/format.h>

#include "services/dispatch/board_page.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string kilometres(double metres) { return fmt::format("{:.1f} km", metres / 1000); }

Html stop_line(Call const& call, BoardCard const& card, bool with_time) {
  auto const& task = card.task;
  return li(with_time ? group(span(cls("number"), clock_words(card.starts, call.language)), " ") : nothing(),
            a(href(order_path(task)), work_title(call, task)), ", ", task.place.address, " ",
            task.state == TaskState::assigned ? nothing() : span(cls("badge open"), task_state_words(task.state)));
}

Html stops_now(Call const& call, CrewDayView const& view) {
  if (view.day.cards.empty()) return empty_state(_("Nothing is planned for this day."), _("Plan work orders on the board first."));
  return ol(cls("stops"), each(view.day.cards, [&](BoardCard const& card) { return stop_line(call, card, true); }));
}

Html suggestion(Call const& call, CrewDayView const& view) {
  if (view.now.size() < 2) return p(cls("soft"), _("There are fewer than two stops that could be put in another order."));
  auto const& route = view.suggested;
  if (!route.is_shorter())
    return p(sentence(_("The order as planned is the shortest that was found: {way} as the crow flies."),
                      {{"way", group(kilometres(route.metres_now))}}));
  auto const gain = sentence(_("{new} instead of {old}, as the crow flies."),
                             {{"new", strong(kilometres(route.metres))}, {"old", group(kilometres(route.metres_now))}});
  return group(p(gain), ol(cls("stops"), each(route.order, [&](BoardCard const& card) { return stop_line(call, card, false); })),
               post_form({.action = "/desk/board/crews/" + to_text(view.day.crew.id) + "/route", .csrf_token = call.csrf_token},
                         hidden_field("day", to_iso(view.date)), hidden_field("shown", route_token(view)),
                         div(cls("actions"), button(type("submit"), _("Take this order")))),
               p(cls("hint"), _("The stops follow each other without a pause from the time of the first one. It can be undone.")));
}

Html day_stops_map(Call const& call, CrewDayView const& view) {
  std::vector<MapMark> marks;
  std::vector<Point> points;
  auto const add = [&](std::optional<Point> const& point, MapMark mark) {
    if (!point) return;
    mark.point = *point;
    points.push_back(*point);
    marks.push_back(std::move(mark));
  };
  for (auto const& card : view.day.cards)
    add(card.task.place.point, {.kind = is_over(card.task.state) ? "fixed" : "open",
                                .href = order_path(card.task),
                                .label = work_title(call, card.task) + ", " + card.task.place.address});
  add(view.day.shift.base.point, {.kind = "crew", .label = view.day.shift.base.address});
  if (points.empty()) return nothing();
  return map_picture(call, {.view = view_around(points, {.width = 640, .height = 420}),
                            .marks = std::move(marks),
                            .words = _("A map of the crew's stops of this day; the list has the same")});
}

Html shift_form(Call const& call, CrewDayView const& view) {
  auto const& shift = view.day.shift;
  return post_form({.action = "/desk/board/crews/" + to_text(view.day.crew.id) + "/shift", .csrf_token = call.csrf_token},
                   hidden_field("day", to_iso(view.date)),
                   div(cls("row"),
                       input_field({.name = "starts",
                                    .label = _("Shift from"),
                                    .entered = &view.entered,
                                    .value = clock_value(shift.starts),
                                    .required = true,
                                    .type = "time"}),
                       input_field({.name = "ends",
                                    .label = _("until"),
                                    .entered = &view.entered,
                                    .value = clock_value(shift.ends),
                                    .required = true,
                                    .type = "time"})),
                   input_field({.name = "base",
                                .label = _("Base"),
                                .hint = group(_("An address where the day begins. Without one it begins at the first stop.")),
                                .entered = &view.entered,
                                .value = shift.base.address}),
                   div(cls("actions"), button(type("submit"), cls("quiet"), _("Save"))));
}

}  // namespace

Response crew_day_page(Call const& call, CrewDayView const& view) {
  auto const told = !view.notice.empty()              ? div(cls("note bad"), role("alert"), p(view.notice))
                    : call.request.query.has("saved") ? note("good", p(_("Saved.")))
                                                      : error_summary(view.entered.errors);
  auto const day = to_iso(view.date);
  auto const left =
      div(section(h2(_("The day as planned")), p(load_words(view.day.load.minutes, view.day.shift.minutes())), stops_now(call, view)),
          section(h2(_("A shorter way")), suggestion(call, view)));
  auto const right = aside(day_stops_map(call, view), section(cls("panel"), h2(_("Shift and base")), shift_form(call, view)));
  auto const content = group(board_back(with_query("/desk/board", {{"day", day}})), h1(view.day.crew.name),
                             p(cls("lead"), day_words(call, view.date)), told, div(cls("split"), left, right));
  return page(call,
              {.title = Text{view.day.crew.name},
               .content = content,
               .surface = Surface::staff,
               .current = "/desk/board",
               .head = link(rel("stylesheet"), href(call.around.assets.path_of("board.css")))},
              view.status);
}

}  // namespace cityhall
