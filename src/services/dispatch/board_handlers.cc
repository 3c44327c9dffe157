#include "services/dispatch/board_handlers.h"

#include <charconv>

#include "base/json.h"
#include "base/refusal.h"
#include "services/dispatch/board_page.h"
#include "services/dispatch/order_page.h"
#include "web/form.h"

namespace cityhall {
namespace {

struct SlotForm {
  std::string crew;
  Date day{};
  std::string time;
  int minutes = 0;
  std::int64_t revision = 0;
  bool unplan = false;
};

bool is_clock(std::string_view text) { return minute_of(text).has_value(); }

web::Form<SlotForm> slot_form(bool unplan) {
  auto day = web::field("day", &SlotForm::day);
  auto time = web::field("time", &SlotForm::time).most(8);
  if (!unplan) {
    day = std::move(day).required();
    time = std::move(time).required().check(is_clock, _("Enter a time such as 09:15."));
  }
  return {web::field("crew", &SlotForm::crew),
          std::move(day),
          std::move(time),
          web::field("minutes", &SlotForm::minutes).least(0).most(1440),
          web::field("revision", &SlotForm::revision).required(),
          web::field("unplan", &SlotForm::unplan)};
}

Task planned_order(Call const& call, std::string_view id) {
  auto task = task_by_id(call.view(), TaskId{parse_id(id)});
  if (!task) throw not_found();
  return std::move(*task);
}

/// What the form asks for, and on which board it is shown then.
struct WishedPlan {
  PlanMove move{};
  std::string day{};
};

WishedPlan wished_plan(Call const& call, TaskId task) {
  auto const form = web::read(slot_form(call.request.form.fields.get("unplan") == "yes"), call.request.form);
  WishedPlan wish{.move = {.task = task, .slot = {.crew = CrewId{parse_id(form.crew)}, .minutes = form.minutes}, .seen = form.revision}};
  auto const zone = call.city.zone();
  if (form.unplan) {
    // The board on which it stood: there it can be seen to come back.
    auto const stood = planned_order(call, to_text(task)).planned_start;
    wish.day = to_iso(zone.date_of(stood.value_or(call.now)));
    return wish;
  }
  wish.move.slot.start = zone.instant(form.day, std::chrono::minutes{*minute_of(form.time)});
  wish.day = to_iso(form.day);
  return wish;
}

web::Response back_to_board(std::string_view day, PlanActId act) {
  return web::see_other(web::with_query("/desk/board", {{"day", day}, {"done", to_text(act)}}));
}

}  // namespace

std::optional<int> minute_of(std::string_view clock) {
  int hour = -1;
  int minute = -1;
  auto const colon = clock.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto const number = [](std::string_view text, int& out) {
    auto const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, out);
    return read.ec == std::errc{} && read.ptr == end;
  };
  if (!number(clock.substr(0, colon), hour) || !number(clock.substr(colon + 1), minute)) return std::nullopt;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
  return hour * 60 + minute;
}

web::Response show_board(Call& call) { return board_page(call, asked_board(call)); }

web::Response show_planned_order(Call& call) { return order_page(call, {.task = planned_order(call, call.path_value("task"))}); }

web::Response create_slot(Call& call) {
  auto const task = planned_order(call, call.path_value("task"));
  auto const wish = wished_plan(call, task.id);
  auto unit = call.unit();
  return back_to_board(wish.day, plan_together(unit, {wish.move}, wish.day));
}

web::Response plan_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  OrderView view{.task = planned_order(call, call.path_value("task")),
                 .entered = {.values = call.request.form.fields, .errors = refusal.fields},
                 .status = refusal.kind == RefusalKind::conflict ? 409 : 422};
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return order_page(call, view);
}

web::Response create_move(Call& call) {
  auto const task = planned_order(call, call.request.form.fields.get("order"));
  auto const wish = wished_plan(call, task.id);
  auto unit = call.unit();
  auto const act = plan_together(unit, {wish.move}, wish.day);
  return web::json(to_text(Json{{"act", to_text(act)}, {"revision", wish.move.seen + 1}}));
}

web::Response undo_plan_act(Call& call) {
  auto unit = call.unit();
  auto const act = undo_plan(unit, PlanActId{parse_id(call.path_value("act"))});
  return web::see_other(web::with_query("/desk/board", {{"day", act.day}, {"undone", "yes"}}));
}

}  // namespace cityhall
