#include "services/dispatch/module.h"

#include "services/dispatch/board_handlers.h"
#include "services/dispatch/plan_act.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> dispatch_migrations();

namespace {

using enum web::Method;

Route board_look(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = "issues.dispatch", .access = Access::read, .handler = handler, .summary = std::move(summary)};
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
          board_act("/desk/board/orders/{task}/plan", create_plan, _("Plan, move or unplan a work order"), plan_again),
          std::move(move),
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
          .migrations = dispatch_migrations()};
}

}  // namespace cityhall
