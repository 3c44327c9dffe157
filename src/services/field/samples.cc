#include "services/field/samples.h"

#include "services/field/crew_page.h"
#include "services/field/order_acts.h"
#include "services/field/words.h"
#include "services/sample.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;
using std::chrono::hours;

Task sample_job(Call const& call, TaskState state) {
  Task task;
  task.number = "SR-27-000123/1";
  task.title = call.text(_("Pothole"));
  task.place.address = "12 Oak Ridge Road";
  task.due_at = call.now + hours{30};
  task.state = state;
  return task;
}

std::vector<Sample> job_samples(Call const& call) {
  auto urgent = sample_job(call, TaskState::assigned);
  urgent.priority = 1;
  urgent.due_at = call.now - hours{1};
  auto planned = sample_job(call, TaskState::accepted);
  planned.planned_start = call.now + hours{1};
  planned.planned_minutes = 45;
  planned.description = "Deep, near the school.";
  auto const list = [&](Task const& task) { return ul(cls("work"), job_card(call, task)); };
  return {{_("New"), list(sample_job(call, TaskState::assigned))},
          {_("Urgent"), list(urgent)},
          {_("With a time and what the reporter wrote"), list(planned)},
          {_("Begun"), list(sample_job(call, TaskState::started))},
          {_("Done"), list(sample_job(call, TaskState::done))}};
}

std::vector<Sample> step_samples(Call const& call) {
  std::vector<Sample> all;
  for (auto const state : {TaskState::assigned, TaskState::accepted, TaskState::en_route, TaskState::started, TaskState::paused})
    all.push_back({work_state_words(state), next_steps(call, sample_job(call, state))});
  return all;
}

std::vector<Sample> act_on_order_samples(Call const& call) {
  WorkOrderView view{.task = sample_job(call, TaskState::started)};
  view.checks = {{.id = "safe", .usual = _("The place is made safe"), .required = true},
                 {.id = "clean", .usual = _("The place is left clean")}};
  view.checks[1].tick = Tick{};
  return {{_("Begun: to be ticked, and to be finished"), order_acts(call, view)}};
}

std::vector<Sample> strip_samples(Call const& call) { return {{_("As the city sends it"), sync_strip(call, "Streets 1")}}; }

}  // namespace

std::vector<Component> field_components() {
  return {{"job_card", _("A work order in the list of the crew."), job_samples, "crew"},
          {"next_steps", _("The large buttons of a work order, state by state."), step_samples, "crew"},
          {"order_acts", _("Steps, check list, and the forms for done, a note and handing back."), act_on_order_samples, "crew"},
          {"sync_strip", _("What is sent and what waits on the tablet."), strip_samples, "crew"}};
}

}  // namespace cityhall
