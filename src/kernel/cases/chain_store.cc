#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/chain.h"
#include "kernel/cases/family.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/events/event.h"
#include "kernel/tasks/task.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::size_t steps_most = 20;

void insert_steps(Unit& unit, CaseId id, std::vector<ChainStep> const& steps, TaskId first) {
  // A chain that has ended makes room for another one.
  unit.tx.run(R"sql(DELETE FROM chain_steps WHERE case_id = $1)sql", id);
  std::int64_t position = 0;
  for (auto const& step : steps) {
    unit.tx.run(R"sql(INSERT INTO chain_steps (case_id, position, title, queue, task_id) VALUES ($1, $2, $3, $4, $5))sql", id, position,
                step.title, step.queue, position == 0 ? first : TaskId{});
    ++position;
  }
}

bool is_running(std::vector<ChainStep> const& steps) {
  return std::any_of(steps.begin(), steps.end(), [](ChainStep const& step) { return !step.done_at; });
}

/// A chain whose work orders were cancelled is none any more.
bool has_open_work(Unit& unit, CaseId id) {
  auto const steps = chain_of(view_of(unit), id);
  auto const tasks = tasks_of(view_of(unit), id);
  return std::any_of(tasks.begin(), tasks.end(), [&](Task const& task) {
    return !is_over(task.state) && std::any_of(steps.begin(), steps.end(), [&](ChainStep const& step) { return step.task == task.id; });
  });
}

TaskId make_step(Unit& unit, Case const& report, ChainStep const& step) {
  return create_task(unit, {.case_id = report.id,
                            .case_number = report.number,
                            .service = report.service,
                            .title = step.title,
                            .description = report.description,
                            .place = report.place,
                            .queue = step.queue.empty() ? report.queue : step.queue,
                            .zones = report.zones,
                            .priority = report.priority,
                            .due_at = report.due_at});
}

void set_task(Unit& unit, CaseId id, std::size_t position, TaskId task) {
  unit.tx.run(R"sql(UPDATE chain_steps SET task_id = $3 WHERE case_id = $1 AND position = $2)sql", id, static_cast<std::int64_t>(position),
              task);
}

std::optional<std::size_t> waiting_step(std::vector<ChainStep> const& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (!steps[i].done_at) return steps[i].task ? std::nullopt : std::optional{i};
  return std::nullopt;
}

/// The city's own plan for the service goes before the definition's.
std::vector<ChainStep> planned_steps(Unit& unit, Case const& report) {
  auto const lines = unit.tx.maybe_value<std::string>(
      R"sql(SELECT steps FROM task_plans WHERE service = $1 AND service <> '' ORDER BY id LIMIT 1)sql", report.service);
  if (lines) return parse_steps(*lines);
  auto const& definition = *report.definition;
  if (definition.steps.empty()) return {};
  auto facts = facts_of(unit.city, report, stored_personal_answers(unit.tx, report.id), unit.now);
  facts.set("priority", report.priority);
  auto const language = unit.city.settings.get()->default_language();
  std::vector<ChainStep> steps;
  for (auto const* step : wanted_steps(definition, facts))
    steps.push_back({.title = std::string{step->label.in(language)}, .queue = fill_in(step->queue, facts).value_or("")});
  return steps;
}

/// The next step, or why it waits.
void make_next(Unit& unit, CaseId id) {
  auto const steps = chain_of(view_of(unit), id);
  auto const next = waiting_step(steps);
  if (!next) return;
  auto const report = load_case(view_of(unit), id);
  try {
    unit.tx.attempt([&] { set_task(unit, id, *next, make_step(unit, report, steps[*next])); });
  } catch (Refusal const& refusal) {
    append(unit, "task.next_waits", {.case_id = id}, Json{{"message", steps[*next].title + ": " + in_english(refusal.message)}});
  }
}

}  // namespace

std::vector<ChainStep> chain_of(View const& view, CaseId id) {
  std::vector<ChainStep> steps;
  for (auto const row :
       view.reader.query(R"sql(SELECT title, queue, task_id, done_at FROM chain_steps WHERE case_id = $1 ORDER BY position)sql", id))
    steps.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<TaskId>(2), row.get<std::optional<Time>>(3)});
  return steps;
}

std::vector<ChainStep> parse_steps(std::string_view lines) {
  std::vector<ChainStep> steps;
  for (auto const line : split(lines, '\n')) {
    auto const clean = trim(line);
    if (clean.empty()) continue;
    auto const sign = clean.find('=');
    ChainStep step{.title = std::string{trim(clean.substr(0, sign))}};
    if (sign != std::string_view::npos) step.queue = trim(clean.substr(sign + 1));
    if (step.title.empty() || length(step.title) > 120)
      throw invalid_fields({{"steps", "malformed", _("Write each step on a line of its own: what is done = queue")}});
    steps.push_back(std::move(step));
  }
  if (steps.empty() || steps.size() > steps_most) throw invalid_fields({{"steps", "count", _("Write 1 to 20 steps.")}});
  return steps;
}

void plan_work(Unit& unit, Case& report, std::vector<ChainStep> const& steps) {
  require(unit.actor, "issues.dispatch");
  refuse_member(view_of(unit), report);
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  if (has_open_work(unit, report.id))
    throw conflict("chain.running", _("The work on this request is planned already."), _("Finish or cancel its work orders first."));
  auto const first = make_step(unit, report, steps.front());
  insert_steps(unit, report.id, steps, first);
  auto titles = Json::array();
  for (auto const& step : steps) titles.push_back(step.title);
  append(unit, "case.work_planned", {.case_id = report.id}, Json{{"steps", titles}});
}

std::optional<PlannedWork> next_work(Unit& unit, Case const& report) {
  PlannedWork work{.steps = chain_of(view_of(unit), report.id)};
  if (!is_running(work.steps)) {
    work = {.steps = planned_steps(unit, report), .fresh = true};
    return work.steps.empty() ? std::nullopt : std::optional{std::move(work)};
  }
  if (has_open_work(unit, report.id)) return std::nullopt;
  auto const next = std::find_if(work.steps.begin(), work.steps.end(), [](ChainStep const& step) { return !step.done_at; });
  work.position = static_cast<std::size_t>(next - work.steps.begin());
  return work;
}

void take_step(Unit& unit, Case const& report, PlannedWork const& work, TaskId task) {
  if (work.fresh) insert_steps(unit, report.id, work.steps, task);
  else set_task(unit, report.id, work.position, task);
}

bool continue_chain(Unit& unit, Task const& done) {
  auto const changed = unit.tx.run(R"sql(UPDATE chain_steps SET done_at = $3 WHERE case_id = $1 AND task_id = $2 AND task_id <> 0)sql",
                                   done.case_id, done.id, unit.now);
  if (changed == 0) return false;
  if (done.outcome == "not_found" || done.outcome == "not_ours") {
    unit.tx.run(R"sql(DELETE FROM chain_steps WHERE case_id = $1 AND done_at IS NULL)sql", done.case_id);
    return false;
  }
  make_next(unit, done.case_id);
  return is_running(chain_of(view_of(unit), done.case_id));
}

void resume_chain(Unit& unit, Case& report) {
  require(unit.actor, "issues.dispatch");
  auto const steps = chain_of(view_of(unit), report.id);
  auto const next = waiting_step(steps);
  if (!next) throw conflict("chain.nothing_waits", _("No step waits."));
  set_task(unit, report.id, *next, make_step(unit, report, steps[*next]));
}

std::vector<TaskPlan> task_plans(View const& view) {
  std::vector<TaskPlan> plans;
  for (auto const row : view.reader.query(R"sql(SELECT id, name, service, steps FROM task_plans ORDER BY name)sql"))
    plans.push_back({row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3)});
  return plans;
}

std::int64_t save_task_plan(Unit& unit, TaskPlan const& plan) {
  require(unit.actor, "casework.rules");
  if (trim(plan.name).empty()) throw invalid_fields({{"name", "required", _("Give the plan a name.")}});
  if (!plan.service.empty() && !unit.city.definitions.get()->find(plan.service))
    throw invalid_fields({{"service", "unknown", _("There is no such service.")}});
  parse_steps(plan.steps);
  auto const other = unit.tx.maybe_value<std::int64_t>(R"sql(SELECT id FROM task_plans WHERE name = $1)sql", trim(plan.name));
  if (other && *other != plan.id) throw invalid_fields({{"name", "doubled", _("There is a plan with this name already.")}});
  auto const id = plan.id == 0 ? unit.city.ids().next() : plan.id;
  unit.tx.run(
      R"sql(INSERT INTO task_plans (id, name, service, steps) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, service = excluded.service, steps = excluded.steps)sql",
      id, trim(plan.name), plan.service, trim(plan.steps));
  append(unit, "plan.saved", {}, Json{{"plan", std::to_string(id)}, {"name", trim(plan.name)}});
  return id;
}

void delete_task_plan(Unit& unit, std::int64_t id) {
  require(unit.actor, "casework.rules");
  if (unit.tx.run(R"sql(DELETE FROM task_plans WHERE id = $1)sql", id) == 0) throw not_found();
  append(unit, "plan.deleted", {}, Json{{"plan", std::to_string(id)}});
}

}  // namespace cityhall
