#include "services/dispatch/board_page.h"

#include <fmt/format.h>

#include "services/dispatch/board_map.h"
#include "services/dispatch/words.h"
#include "services/page/dates.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr int quarters_most = 48;  // a longer block is drawn as long as this

/// The classes of what takes these rows of the grid: tens and ones of where it begins and of how many rows it has (ui/styles/board.css).
std::string rows_class(std::string_view kind, int row, int rows) {
  auto const shown = std::min(rows, quarters_most);
  return fmt::format("{} t{} o{} m{} n{}", kind, row / 10, row % 10, shown / 10, shown % 10);
}

std::string card_class(BoardCard const& card, int from) {
  auto const row = (card.starts - from) / quarter_minutes + 1;
  auto const last = (card.ends() - from + quarter_minutes - 1) / quarter_minutes;
  auto const rows = std::clamp(last - row + 1, 2, quarters_most);
  return fmt::format("{} {} l{}", rows_class("slot", row, rows), to_text(card.task.state), std::min(card.lane + 1, 4));
}

bool is_late(Call const& call, Task const& task) { return task.due_at && *task.due_at < call.now && !is_over(task.state); }

/// What a card says of its state beyond "assigned".
Html state_of(Call const& call, Task const& task) {
  return group(task.state == TaskState::assigned ? nothing() : span(cls("state"), task_state_words(task.state)),
               is_late(call, task) ? span(cls("late"), _("Late")) : nothing());
}

/// The link that is the card: leads to the form, and is what the script lets one carry.
Html card_link(Call const& call, Task const& task, Html const& words) {
  bool const fixed = is_over(task.state);
  return a(cls("card-link"), href(order_path(task)), id("order-" + to_text(task.id)), data("order", task.id.value),
           data("revision", task.plan_revision),
           data("minutes", task.planned_minutes > 0 ? task.planned_minutes : estimated_minutes(call.city, task.service)),
           data("title", work_title(call, task)), fixed ? data("fixed", "yes") : none(), words);
}

Html planned_card(Call const& call, Board const& board, BoardCard const& card) {
  auto const& task = card.task;
  auto const times = fmt::format("{}–{}", clock_words(card.starts, call.language), clock_words(card.ends(), call.language));
  return li(cls(card_class(card, board.from)), data("starts", card.starts),
            card_link(call, task,
                      group(span(cls("at"), times, " "), strong(work_title(call, task)), " ", state_of(call, task), " ",
                            span(cls("where"), task.place.address))));
}

Html hours(Call const& call, Board const& board) {
  Html marks;
  for (int minute = board.from; minute < board.until; minute += 60)
    marks += span(cls(rows_class("hour", (minute - board.from) / quarter_minutes + 1, 4)), clock_words(minute, call.language));
  return div(cls("hours"), aria("hidden", "true"), div(), div(cls("slots"), marks));
}

/// Outside of the shift, and where the day has come to.
Html shades(Call const& call, Board const& board, CrewDay const& crew) {
  auto const shade = [&](int from, int until) {
    if (until <= from) return nothing();
    return div(aria("hidden", "true"), cls(rows_class("off", (from - board.from) / quarter_minutes + 1, (until - from) / quarter_minutes)));
  };
  auto const zone = call.city.zone();
  auto const now = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(zone.local(call.now).since_midnight).count());
  bool const shown = board.day == board.today && now >= board.from && now < board.until;
  return group(shade(board.from, crew.shift.starts), shade(crew.shift.ends, board.until),
               shown ? div(aria("hidden", "true"), cls(rows_class("now", (now - board.from) / quarter_minutes + 1, 1))) : nothing());
}

Html crew_column(Call const& call, Board const& board, CrewDay const& crew) {
  auto const path = with_query("/desk/board/crews/" + to_text(crew.crew.id), {{"day", to_iso(board.day)}});
  auto const heading = "crew-" + to_text(crew.crew.id);
  auto const list = crew.cards.empty() ? p(cls("soft small free o2 n3"), _("Nothing planned"))
                                       : ol(each(crew.cards, [&](BoardCard const& card) { return planned_card(call, board, card); }));
  return section(cls(crew.over() > 0 ? "crew-day over" : "crew-day"), aria("labelledby", heading), data("crew", crew.crew.id.value),
                 data("free", first_free(crew, usual_task_minutes)),
                 header(h2(id(heading), a(href(path), crew.crew.name)), load_bar(crew.load.minutes, crew.shift.minutes()),
                        p(cls("small"), load_words(crew.load.minutes, crew.shift.minutes()))),
                 div(cls("slots"), shades(call, board, crew), list));
}

Html pile_card(Call const& call, Board const& board, Task const& task) {
  auto const* crew = call.city.directory.get()->crew(task.crew);
  bool const left_over = task.planned_start.has_value();
  auto const minutes = task.planned_minutes > 0 ? task.planned_minutes : estimated_minutes(call.city, task.service);
  auto const who = span(cls("small soft"), crew == nullptr ? std::string{} : crew->name + ", ", length_words(minutes));
  return li(cls("slot waiting"), data("crew", task.crew.value), data("day", to_iso(board.day)),
            card_link(call, task,
                      group(strong(work_title(call, task)), " ", span(cls("where"), task.place.address), " ", who, " ",
                            left_over ? span(cls("badge soon"), _("Left over")) : nothing(), " ",
                            due_badge(task.due_at, false, false, call.now))));
}

}  // namespace

Html pile_cards(Call const& call, Board const& board) {
  if (board.pile.empty()) return p(cls("soft"), _("Everything is planned."));
  return ul(each(board.pile, [&](Task const& task) { return pile_card(call, board, task); }));
}

Html pile(Call const& call, Board const& board) {
  auto const count = board.pile.size() + board.pile_left_out;
  auto const more =
      board.pile_left_out == 0
          ? nothing()
          : p(cls("soft small"), _n("{count} more is not shown. Choose a department.", "{count} more are not shown. Choose a department.",
                                    static_cast<long>(board.pile_left_out)));
  return aside(cls("pile"), id("pile"), aria("labelledby", "pile-title"),
               h2(id("pile-title"), _("Not planned"), " ", span(cls("badge"), count)), pile_cards(call, board), more);
}

namespace {

Html next_day_cell(Board const& board, CrewDay const& crew, int later) {
  auto const day = day_after(board.day, later);
  auto const& load = crew.next_days.at(static_cast<std::size_t>(later - 1));
  if (load.orders == 0) return td(cls("day-cell"), data("day", to_iso(day)), data("crew", crew.crew.id.value), span(cls("soft"), "–"));
  return td(cls("day-cell"), data("day", to_iso(day)), data("crew", crew.crew.id.value), load_bar(load.minutes, crew.shift.minutes()), " ",
            a(href(board_path(board, day)), _n("{count} order", "{count} orders", static_cast<long>(load.orders))), " ",
            span(cls("small"), load_words(load.minutes, crew.shift.minutes())));
}

Html next_days(Call const& call, Board const& board) {
  Html head = th(scope("col"), _("Crew"));
  for (int later = 1; later <= next_days_shown; ++later) {
    auto const day = day_after(board.day, later);
    head += th(scope("col"), a(href(board_path(board, day)), weekday_words(day), " ", short_date(day, call.language)));
  }
  auto const row = [&](CrewDay const& crew) {
    Html cells = th(scope("row"), crew.crew.name);
    for (int later = 1; later <= next_days_shown; ++later) cells += next_day_cell(board, crew, later);
    return tr(cells);
  };
  return section(h2(_("The next days")), div(cls("scroll"), tabindex(0), role("region"), aria("label", _("The next days")),
                                             table(cls("next-days"), thead(tr(head)), tbody(each(board.crews, row)))));
}

/// After an act: what was done, and the way back.
Html done_note(Call const& call, Board const& board) {
  if (!board.done) return call.request.query.has("undone") ? note("good", p(_("It stands as before."))) : nothing();
  auto const& act = *board.done;
  if (act.undone) return note("good", p(_("It stands as before.")));
  auto const count = static_cast<long>(act.undoing.size());
  return div(cls("note good"),
             div(cls("actions"), span(_n("{count} work order was planned anew.", "{count} work orders were planned anew.", count)),
                 post_form({.action = "/desk/board/acts/" + to_text(act.id) + "/undoing", .csrf_token = call.csrf_token},
                           button(type("submit"), cls("quiet"), _("Undo")))));
}

Html day_links(Board const& board) {
  return nav(cls("actions"), aria("label", _("Day")),
             a(cls("button quiet"), href(board_path(board, day_after(board.day, -1))), span(aria("hidden", "true"), "‹ "), _("Day before")),
             board.day == board.today ? nothing() : a(cls("button quiet"), href(board_path(board, board.today)), _("Today")),
             a(cls("button quiet"), href(board_path(board, day_after(board.day))), _("Day after"), span(aria("hidden", "true"), " ›")),
             map_switch_link(board), a(cls("button plain"), href("/desk/load"), _("Load and overdue")),
             a(cls("button plain"), href("/desk/keys"), _("Keys")));
}

Html department_links(Board const& board) {
  if (board.departments.size() < 2) return nothing();
  auto const link_to = [&](std::string const& department, Html const& title) {
    auto other = board;
    other.department = department;
    return li(a(href(board_path(other, board.day)), board.department == department ? aria("current", "true") : none(), title));
  };
  return nav(aria("label", _("Departments")),
             ul(cls("chips"), link_to("", group(_("All with work"))),
                each(board.departments, [&](Department const& one) { return link_to(one.id, group(one.title)); })));
}

}  // namespace

Html board_columns(Call const& call, Board const& board) {
  if (board.crews.empty()) return empty_state(_("No crew has work."), _("Choose a department to see its crews."));
  return div(cls("scroll board-frame"), tabindex(0), role("region"), aria("label", _("Crews and their day")),
             div(cls("board"), hours(call, board), each(board.crews, [&](CrewDay const& crew) { return crew_column(call, board, crew); })));
}

std::string order_path(Task const& task) { return "/desk/board/orders/" + to_text(task.id); }

std::string day_words(Call const& call, Date day) { return call.text(weekday_words(day)) + ", " + long_date(day, call.language); }

Html board_back(std::string_view path) { return a(cls("back"), href(path), _("Board")); }

Html load_bar(int minutes, int shift_minutes) {
  auto const part = std::min(1.0, static_cast<double>(minutes) / std::max(1, shift_minutes));
  return svg::svg(svg::view_box("0 0 80 6"), cls("load-bar"), svg::attr("preserveAspectRatio", "none"), aria("hidden", "true"),
                  svg::rect(cls("track"), svg::attr("width", 80), svg::attr("height", 6)),
                  svg::rect(cls(minutes > shift_minutes ? "bar late" : "bar"), svg::attr("width", 80 * part), svg::attr("height", 6)));
}

Html load_words(int minutes, int shift_minutes) {
  auto const words =
      sentence(_("{planned} of {shift}"), {{"planned", group(length_words(minutes))}, {"shift", group(length_words(shift_minutes))}});
  if (minutes <= shift_minutes) return words;
  return group(words, " ",
               span(cls("badge late"), sentence(_("{time} too much"), {{"time", group(length_words(minutes - shift_minutes))}})));
}

Response board_page(Call const& call, Board const& board) {
  auto const side = board.with_map ? group(board_map(call, board), pile(call, board)) : pile(call, board);
  auto const content = group(
      div(cls("board-head"), div(h1(_("Board")), p(cls("lead"), day_words(call, board.day))), day_links(board)), department_links(board),
      div(id("board"), data("day", to_iso(board.day)), data("from", board.from), data("until", board.until), data("csrf", call.csrf_token),
          data("words", board_words(call)), done_note(call, board),
          div(cls(board.with_map ? "board-and-pile with-map" : "board-and-pile"), board_columns(call, board), div(side)),
          next_days(call, board)),
      p(id("told"), role("status"), cls("board-told")), div(id("refused"), role("alert")));
  auto const styles = link(rel("stylesheet"), href(call.around.assets.path_of("board.css")));
  return page(call, {.title = _("Board"),
                     .content = content,
                     .surface = Surface::staff,
                     .current = "/desk/board",
                     .script = "board.js",
                     .head = board.with_map ? group(styles, map_script(call)) : styles,
                     .heard_until = board.heard_until});
}

}  // namespace cityhall
