// What is handled together: reports of one thing under one of them, a broken main with everything near it, colleagues who are asked, and
// neighbours who want to hear what happens in their street.

#include <algorithm>

#include "app/simulation/life.h"
#include "kernel/casework/notes.h"
#include "kernel/cases/incident.h"
#include "kernel/subscriptions/subscription.h"

namespace cityhall::simulation {
namespace {

constexpr double with_subscription = 6;  // of a hundred residents with an e-mail address

}  // namespace

/// Before the first day: some want to hear about their street, what is around them, or one service everywhere.
void Life::plan_subscriptions() {
  for (auto const& resident : residents_) {
    if (resident.self.email.empty() || !dice_.percent(with_subscription)) continue;
    auto const& home = stage_.addresses()[resident.home];
    Interest topic{.kind = InterestKind::service, .service = dice_.one_of(year_.services())};
    if (dice_.percent(40)) topic = {.kind = InterestKind::street, .street = home.street};
    else if (dice_.percent(60)) topic = {.kind = InterestKind::circle, .center = home.point, .radius_m = 400};
    bool const made = try_to(Actor{.kind = ActorKind::anonymous}, [&](Unit& unit) {
      subscribe(unit, find_or_make_party(unit, resident.self), topic, resident.self.language);
    });
    if (made) model_.count("want to hear about a street, a place or a service");
  }
}

/// Under the case that it repeats, where both go on together. Sometimes that was wrong, and it is taken out again.
bool Life::handle_together(CaseMemory const& memory) {
  bool const merged = try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    auto const main = case_id_by_number(view_of(unit), memory->original);
    merge(unit, report, load_case(view_of(unit), main.value()));
    model_.touched.push_back(main.value());
  });
  if (!merged) return false;
  model_.count("handled together with the same matter");
  if (dice_.percent(12))
    agenda_.at(at_the_office(stage_.now() + dice_.hours(4, 0.5)), [this, memory] {
      bool const apart = try_to(dispatcher_, [&](Unit& unit) {
        auto report = load_case(view_of(unit), memory->id);
        if (main_of(view_of(unit), report)) unmerge(unit, report);
      });
      if (!apart) return;
      memory->original.clear();
      model_.count("looked alike and were taken apart again");
      triage(memory);
    });
  return true;
}

/// A main has broken: what is near joins by itself, all are told at once, and end with it.
void Life::declare(CaseMemory const& memory) {
  auto const& service = year_.services()[memory->service];
  auto joined = std::size_t{0};
  bool const declared = try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    declare_incident(unit, report, {.title = "Water main break", .services = {service}, .within_m = 1500});
    joined = attach_reports(unit, report, reports_in_reach(view_of(unit), report, {.service = service, .within_m = 1500})).joined;
  });
  if (!declared) return;
  model_.count("incidents");
  model_.counts["reports that joined an incident by hand"] += joined;
  agenda_.at(stage_.now() + dice_.hours(1, 0.4), [this, memory] {
    try_to(agent_, [&](Unit& unit) {
      auto report = load_case(view_of(unit), memory->id);
      reply(unit, report, "A water main has broken. Crews are on site; the water should be back tonight.");
    });
  });
  agenda_.at(stage_.now() + dice_.hours(9, 0.4), [this, memory] { settle_without_crew(memory); });
}

void Life::ask_colleague(CaseMemory const& memory) {
  try_to(dispatcher_, [&](Unit& unit) {
    auto report = load_case(view_of(unit), memory->id);
    note(unit, report, "@" + handle_of(agent_.name) + " have they called before? #same-corner");
    model_.count("colleagues who were asked");
  });
}

}  // namespace cityhall::simulation
