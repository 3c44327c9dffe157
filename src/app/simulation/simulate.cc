#include "app/simulation/simulate.h"

#include <algorithm>

#include "app/simulation/inspection.h"
#include "app/simulation/life.h"
#include "app/simulation/past.h"
#include "app/simulation/planning.h"
#include "app/simulation/stage.h"
#include "kernel/jobs/runner.h"

namespace cityhall::simulation {
namespace {

class Simulation {
 public:
  Simulation(std::filesystem::path const& data, Plan const& plan, Telling const& tell) : plan_{plan}, tell_{tell}, stage_{data, plan} {}

  Report run() {
    bring_the_past();
    live();
    plan_ahead();
    report_.counts = model_.counts;
    if (plan_.days > 0) report_.counts["mails sent"] = inspector_.mails();
    auto const chain = stage_.look([](View const& view) { return verify_chain(view); });
    report_.events = chain.sealed;
    report_.history = chain.head;
    return report_;
  }

 private:
  void say(std::string const& what, std::size_t done, std::size_t total) const {
    if (tell_) tell_(what, done, total);
  }

  void bring_the_past() {
    bring_past(stage_.city(), stage_.addresses(),
               {.cases = plan_.past,
                .span = {add_days(plan_.from, -plan_.past_days), plan_.past_days},
                .seed = plan_.seed,
                .forgotten = plan_.watched ? 0.4 : 0},
               [this](std::size_t done, std::size_t total) { say("years before", done, total); });
    model_.cases = report_.past = plan_.past;
    stage_.catch_up();
  }

  void live() {
    Life life{stage_, plan_, model_};
    life.begin();
    tick(life);
    auto& agenda = life.agenda();
    for (int day = 0; day < plan_.days && report_.broken.empty(); ++day) {
      auto const ends = std::min(morning_of(add_days(plan_.from, day + 1)), plan_.until);
      while (!agenda.empty() && agenda.next() < ends) {
        stage_.jump(agenda.next());
        agenda.take()();
      }
      stage_.jump(ends);
      inspect(add_days(plan_.from, day), day + 1 == plan_.days);
      say(to_iso(add_days(plan_.from, day)), static_cast<std::size_t>(day) + 1, static_cast<std::size_t>(plan_.days));
    }
  }

  /// A city that is looked at has plans; one that is watched for faults goes by urgency alone.
  void plan_ahead() {
    if (!plan_.watched && report_.broken.empty()) plan_days(stage_);
  }

  /// What runs beside the requests, each quarter of an hour.
  void tick(Life& life) {
    constexpr auto quarter = std::chrono::minutes{15};
    life.agenda().at(stage_.now() + quarter, [this, &life] {
      stage_.follow();
      stage_.run_due_jobs();
      tick(life);
    });
  }

  void inspect(Date day, bool last) {
    stage_.settle();
    if (!plan_.watched) return stage_.forget_mails();
    auto broken = inspector_.inspect(stage_.city(), model_, last);
    for (auto& one : inspector_.inspect_mails(stage_.take_mails())) broken.push_back(std::move(one));
    for (auto& one : broken) one.day = day;
    report_.broken = std::move(broken);
    model_.touched.clear();
  }

  Plan const& plan_;
  Telling const& tell_;
  Stage stage_;
  Model model_{};
  Inspector inspector_{};
  Report report_{};
};

}  // namespace

Report simulate(std::filesystem::path const& data, Plan const& plan, Telling const& tell) { return Simulation{data, plan, tell}.run(); }

}  // namespace cityhall::simulation
