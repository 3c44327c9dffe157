#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/run_unit.h"
#include "services/dispatch/plan_act.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::chrono::hours acts_kept{30 * 24};

Json json_of(PlanMove const& move) {
  Json json{{"task", move.task.value}, {"crew", move.slot.crew.value}, {"minutes", move.slot.minutes}, {"seen", move.seen}};
  if (move.slot.start) json["start"] = to_micros(*move.slot.start);
  return json;
}

PlanMove move_from(Json const& json) {
  PlanMove move{.task = TaskId{json.at("task").get<std::int64_t>()}, .seen = json.at("seen").get<std::int64_t>()};
  move.slot.crew = CrewId{json.at("crew").get<std::int64_t>()};
  move.slot.minutes = json.at("minutes").get<int>();
  if (json.contains("start")) move.slot.start = from_micros(json.at("start").get<std::int64_t>());
  return move;
}

std::string text_of_moves(std::vector<PlanMove> const& moves) {
  auto list = Json::array();
  for (auto const& move : moves) list.push_back(json_of(move));
  return to_text(list);
}

std::vector<PlanMove> moves_from(std::string_view text) {
  std::vector<PlanMove> moves;
  for (auto const& json : Json::parse(text)) moves.push_back(move_from(json));
  return moves;
}

}  // namespace

PlanActId plan_together(Unit& unit, std::vector<PlanMove> const& moves, std::string_view day) {
  std::vector<PlanMove> undoing;
  for (auto const& move : moves) {
    auto const task = task_by_id(view_of(unit), move.task);
    if (!task) throw not_found();
    undoing.push_back({.task = move.task, .slot = slot_of(*task), .seen = plan_task(unit, move.task, move.slot, move.seen)});
  }
  auto const id = unit.city.ids().make<PlanActId>();
  unit.tx.run(R"sql(INSERT INTO plan_acts (id, made_at, account_id, day, moves) VALUES ($1, $2, $3, $4, $5))sql", id, unit.now,
              unit.actor.account, day, text_of_moves(undoing));
  return id;
}

PlanAct undo_plan(Unit& unit, PlanActId id) {
  require(unit.actor, "issues.dispatch");
  auto const act = plan_act(view_of(unit), id);
  if (!act) throw not_found();
  if (act->undone) throw conflict("plan.undone", _("This was undone already."));
  for (auto const& move : act->undoing) plan_task(unit, move.task, move.slot, move.seen);
  unit.tx.run(R"sql(UPDATE plan_acts SET undone_at = $2 WHERE id = $1)sql", id, unit.now);
  return *act;
}

std::optional<PlanAct> plan_act(View const& view, PlanActId id) {
  auto const row = view.reader.maybe(R"sql(SELECT account_id, day, moves, undone_at FROM plan_acts WHERE id = $1)sql", id);
  if (!row) return std::nullopt;
  return PlanAct{.id = id,
                 .account = row->get<AccountId>(0),
                 .day = row->get<std::string>(1),
                 .undoing = moves_from(row->get<std::string>(2)),
                 .undone = row->get<std::optional<Time>>(3).has_value()};
}

void forget_plan_acts(City& city) {
  run_unit(city, system_actor("board"),
           [&](Unit& unit) { unit.tx.run(R"sql(DELETE FROM plan_acts WHERE made_at < $1)sql", unit.now - acts_kept); });
}

}  // namespace cityhall
