// Agents and dispatchers: what they do with a request in working hours.

#include <algorithm>

#include "app/simulation/life.h"
#include "kernel/assets/asset_link.h"
#include "kernel/cases/inbox.h"

namespace cityhall::simulation {
namespace {

bool has_open_task(View const& view, CaseId id) {
  auto const tasks = tasks_of(view, id);
  return std::any_of(tasks.begin(), tasks.end(), [](Task const& task) { return !is_over(task.state); });
}

}  // namespace

/// Where the service names what it is about (a light, a hydrant, a tree) and one is near: the nearest.
void Life::link_what_it_is_about(CaseMemory const& memory) {
  auto const report = load(memory->id);
  auto const here = stage_.look([&](View const& view) { return case_assets(view, {report.id, report.service, report.place.point}); });
  if (!here.named) return;
  bool const linked = try_to(dispatcher_, [&](Unit& unit) { link_asset(unit, report, here.near.front().asset); });
  if (linked) model_.count("linked to what they are about");
}

void Life::triage(CaseMemory const& memory) {
  model_.touched.push_back(memory->id);
  if (load(memory->id).closed()) return;
  link_what_it_is_about(memory);
  if (memory->kept_for) return send_crew(memory);
  if (plan_.faults && dice_.percent(5)) return two_at_once(memory);
  if (dice_.percent(22))
    try_to(agent_, [&](Unit& unit) {
      auto report = load_case(view_of(unit), memory->id);
      reply(unit, report, voices_.reply(report.language));
      model_.count("answered");
    });
  if (dice_.percent(6))
    try_to(dispatcher_, [&](Unit& unit) {
      auto report = load_case(view_of(unit), memory->id);
      note(unit, report, "Same corner as last month.");
    });
  if (dice_.percent(4)) ask_colleague(memory);
  decide(memory);
}

void Life::decide(CaseMemory const& memory) {
  auto const& habits = year_.habits(memory->service);
  if (!memory->original.empty() && dice_.percent(70) && handle_together(memory)) return;
  if (!memory->original.empty())
    return take_action(memory, "duplicate", {.comment = "We know about this already.", .duplicate_of = memory->original});
  if (dice_.percent(habits.bursts)) return declare(memory);
  if (dice_.percent(habits.declined)) return take_action(memory, "decline", {.comment = "This is not the city's to do."});
  if (dice_.percent(2.5)) return correct_service(memory);
  if (dice_.percent(3)) return hold(memory);
  if (dice_.percent(70)) give_to_somebody(memory);
  bool const crew_knows = stage_.look([&](View const& view) { return has_open_task(view, memory->id); });
  if (crew_knows) return;
  if (dice_.percent(80)) return send_crew(memory);
  agenda_.at(at_the_office(stage_.now() + dice_.hours(habits.work_hours, 0.7)), [this, memory] { settle_without_crew(memory); });
}

/// Where no crew serves the queue the office does it.
void Life::send_crew(CaseMemory const& memory) {
  if (memory->kept_for) give_to_somebody(memory);
  if (stage_.look([&](View const& view) { return has_open_task(view, memory->id); })) return;
  auto const& habits = year_.habits(memory->service);
  bool const sent = try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    make_work_order(unit, report, memory->kept_for);
    model_.count("crews sent");
  });
  if (!sent) agenda_.at(at_the_office(stage_.now() + dice_.hours(habits.work_hours, 0.7)), [this, memory] { settle_without_crew(memory); });
}

/// Somebody at the desk looks after it until it is done.
void Life::give_to_somebody(CaseMemory const& memory) {
  if (desk_.empty()) return;
  auto const whom = desk_[dice_.below(desk_.size())];
  bool const given = try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    assign(unit, report, {.assignee = whom});
  });
  if (given) model_.count("given to somebody");
}

/// What the earlier system left open is worked off in the first weeks.
void Life::take_over() {
  constexpr std::size_t most = 2000;
  InboxPage page;
  std::size_t taken = 0;
  do {
    page = run_view(stage_.city(), dispatcher_, [&](View const& view) { return inbox(view, {}, {.after = page.next, .size = 200}, "en"); });
    for (auto const& row : page.rows) {
      auto const when = at_the_office(stage_.now() + dice_.hours(80, 0.8));
      agenda_.at(when, [this, id = row.id] {
        model_.touched.push_back(id);
        bool const closed = try_to(agent_, [&](Unit& unit) {
          auto report = load_case(view_of(unit), id);
          if (!report.closed()) close(unit, report, {.comment = voices_.completion(report.service), .outcome = "fixed"});
        });
        if (closed) model_.count("left open by the earlier system and done");
      });
    }
    taken += page.rows.size();
  } while (!page.next.empty() && taken < most);
}

void Life::take_action(CaseMemory const& memory, std::string const& action, ActionFields fields) {
  bool const taken = try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    if (report.closed()) return;
    fields.outcome = action;
    close(unit, report, fields);
  });
  if (!taken) return;
  model_.count(action == "duplicate" ? "closed as duplicates" : "declined");
  after_closing(memory);
}

void Life::correct_service(CaseMemory const& memory) {
  auto const service = static_cast<std::uint32_t>(dice_.below(year_.services().size()));
  bool const corrected = try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    change_service(unit, report, year_.services()[service]);
  });
  if (!corrected) return;
  memory->service = service;
  model_.count("moved to the right service");
  agenda_.at(at_the_office(stage_.now() + dice_.hours(2, 0.5)), [this, memory] { triage(memory); });
}

void Life::hold(CaseMemory const& memory) {
  auto const do_action = [this, memory](char const* id, char const* comment) {
    return try_to(dispatcher_, [&](Unit& unit) {
      auto report = load_case(view_of(unit), memory->id);
      act(unit, report, id, {.comment = comment});
    });
  };
  if (!do_action("hold", "We wait for a part.")) return;
  model_.count("put on hold");
  agenda_.at(at_the_office(stage_.now() + dice_.hours(60, 0.6)), [this, memory, do_action] {
    model_.touched.push_back(memory->id);
    do_action("resume", "");
    agenda_.at(at_the_office(stage_.now() + dice_.hours(3, 0.5)), [this, memory] { settle_without_crew(memory); });
  });
}

void Life::settle_without_crew(CaseMemory const& memory) {
  model_.touched.push_back(memory->id);
  if (load(memory->id).closed() || stage_.look([&](View const& view) { return has_open_task(view, memory->id); })) return;
  bool const closed = try_to(agent_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    close(unit, report, {.comment = voices_.completion(report.service), .outcome = "fixed"});
  });
  if (closed) after_closing(memory);
}

/// Two people have the same page open; the second must be told what the first did, and not undo it.
void Life::two_at_once(CaseMemory const& memory) {
  auto const seen = load(memory->id).revision;
  bool const first = try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    expect_revision(view_of(unit), report, seen);
    note(unit, report, "I take this one.");
  });
  try {
    stage_.act(agent_, [&](Unit& unit) {
      auto report = load_case(view_of(unit), memory->id);
      expect_revision(view_of(unit), report, seen);
      close(unit, report, {.comment = voices_.completion(report.service), .outcome = "fixed"});
    });
    if (first) model_.surprises.push_back("somebody closed a case over what another had just done: " + memory->number);
  } catch (Refusal const& refusal) {
    if (refusal.code != "case.changed") throw;
    model_.count("two actors on one case, the second was told");
  }
  decide(memory);
}

/// Each morning: what is late and has no crew gets one.
void Life::look_after_late_work() {
  if (at_the_office(stage_.now()) != stage_.now()) return;
  InboxFilter late;
  late.due = DueFilter::overdue;
  auto const page = run_view(stage_.city(), dispatcher_, [&](View const& view) { return inbox(view, late, {.size = 40}, "en"); });
  for (auto const& row : page.rows) {
    auto const found = cases_.find(row.id);
    if (found == cases_.end() || stage_.look([&](View const& view) { return has_open_task(view, row.id); })) continue;
    agenda_.at(stage_.now() + dice_.hours(1, 0.5), [this, memory = found->second] { settle_without_crew(memory); });
  }
}

}  // namespace cityhall::simulation
