#include "services/dispatch/module.h"

#include "services/dispatch/board_handlers.h"
#include "services/dispatch/crew_day.h"
#include "services/dispatch/load_page.h"
#include "services/dispatch/plan_act.h"
#include "services/dispatch/samples.h"
#include "services/dispatch/sheet.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> dispatch_migrations();

namespace {

using enum web::Method;

Route board_look(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = GET,
          .path = path,
          .permission = "issues.dispatch",
          .access = Access::read,
          .handler = handler,
          .summary = std::move(summary)};
}

Route board_act(std::string_view path, RouteHandler handler, Message summary, RefusalHandler again = nullptr) {
  return {.method = POST,
          .path = path,
          .permission = "issues.dispatch",
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .redisplay = again};
}

std::vector<Route> dispatch_routes() {
  auto move = board_act("/desk/board/moves", create_move, _("Move a work order on the board, for its script"));
  move.answers = Answers::json;
  return {board_look("/desk/board", show_board, _("Crews and their day: what is planned when, and what is not planned")),
          board_look("/desk/board/orders/{task}", show_planned_order, _("One work order on the board: crew, day, time")),
          board_act("/desk/board/orders/{task}/plan", create_slot, _("Plan, move or unplan a work order"), plan_again),
          std::move(move),
          board_look("/desk/board/orders/{task}/sheet", show_sheet, _("A work order for paper, with a QR code")),
          board_look("/desk/board/crews/{crew}", show_crew_day, _("A crew's day in order, with a shorter way beside it")),
          board_act("/desk/board/crews/{crew}/route", take_route, _("Take the suggested order of a crew's day"), crew_day_again),
          board_act("/desk/board/crews/{crew}/shift", create_shift, _("When a crew works, and where its day begins"), crew_day_again),
          board_look("/desk/load", show_load, _("Open and overdue work of each crew and queue")),
          board_act("/desk/board/acts/{act}/undoing", undo_plan_act, _("Undo what was done on the board"))};
}

}  // namespace

Module dispatch_module() {
  using namespace std::chrono_literals;
  return {.name = "dispatch",
          .title = _("Dispatch"),
          .publishes = {"task.planned", "crew.shift_changed"},
          .routes = dispatch_routes(),
          .jobs = {{"forget acts on the board", 24h, forget_plan_acts}},
          .menu = {{_("Board"), "/desk/board", "issues.dispatch"}},
          .components = dispatch_components(),
          .migrations = dispatch_migrations()};
}

}  // namespace cityhall
