#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/state.h"
#include "kernel/definitions/definition.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

constexpr std::int64_t batch = 100;

std::vector<CaseId> ids_from(store::Rows rows) {
  std::vector<CaseId> ids;
  for (auto const row : rows) ids.push_back(row.get<CaseId>(0));
  return ids;
}

std::vector<CaseId> cases_to_move(store::Reader& reader, Time now) {
  return ids_from(reader.query(R"sql(SELECT id FROM cases WHERE moves_at IS NOT NULL AND moves_at <= $1 AND main_id = 0 ORDER BY moves_at LIMIT $2)sql", now, batch));
}

std::vector<CaseId> newly_overdue(store::Reader& reader, Time now) {
  return ids_from(reader.query(
      R"sql(SELECT id FROM cases WHERE is_open = 1 AND main_id = 0 AND due_key < $1 AND overdue_told <> due_key ORDER BY due_key, id LIMIT $2)sql", now, batch));
}

void move_on(Unit& unit, CaseId id) {
  auto report = load_case(view_of(unit), id);
  auto const& state = state_of(report, report.state);
  if (!report.clock.moves_at || *report.clock.moves_at > unit.now || state.after.empty()) return;  // somebody was faster
  enter_state(unit, report, {.to = state.after.front().second, .by = "time"}, {.outcome = "expired"});
}

void tell_overdue(Unit& unit, CaseId id) {
  auto const told = unit.tx.run(R"sql(UPDATE cases SET overdue_told = due_key WHERE id = $1 AND overdue_told <> due_key AND is_open = 1)sql", id);
  if (told == 0) return;
  auto const report = load_case(view_of(unit), id);
  append(unit, "case.overdue", {.case_id = id},
         Json{{"queue", report.queue}, {"service", report.service}, {"due_at", to_micros(report.due_at.value_or(unit.now))}});
}

template <class Find, class Do>
std::size_t for_each_found(City& city, Find find, Do each) {
  auto const actor = system_actor("time");
  std::size_t total = 0;
  for (;;) {
    auto const ids = run_view(city, actor, [&](View const& view) { return find(view.reader, city.clock().now()); });
    std::size_t done = 0;
    run_unit(
        city, actor,
        [&](Unit& unit) {
          done = 0;
          for (auto const id : ids) {
            try {
              unit.tx.attempt([&] { each(unit, id); });
              ++done;
            } catch (Refusal const& refusal) {
              log_warning("a case could not be moved by time", {{"case", to_text(id)}, {"error", refusal.what()}});
            }
          }
        },
        store::Lane::bulk);
    total += done;
    if (done == 0 || ids.size() < static_cast<std::size_t>(batch)) return total;
  }
}

}  // namespace

std::size_t move_time(City& city) {
  return for_each_found(city, cases_to_move, move_on) + for_each_found(city, newly_overdue, tell_overdue);
}

}  // namespace cityhall
