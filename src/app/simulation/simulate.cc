#include "app/simulation/simulate.h"

#include <sstream>

#include "app/demo.h"
#include "app/simulation/past.h"
#include "base/refusal.h"
#include "kernel/events/chain.h"
#include "kernel/jobs/runner.h"
#include "kernel/run_unit.h"

namespace cityhall::simulation {
namespace {

Time morning_of(Date date) { return TimeZone{"America/Indiana/Indianapolis"}.midnight(date); }

}  // namespace

Report simulate(std::filesystem::path const& data, Plan const& plan, Telling const& tell) {
  ManualClock clock{morning_of(plan.from)};
  SeededRandom random{plan.seed};
  Process process{data, clock, random};
  std::ostringstream quiet;
  found_demo(process, 8080, quiet);
  auto const addresses = demo_addresses();
  auto served = process.open(std::string{demo_slug});
  Report report;
  bring_past(served->city(), addresses,
             {.cases = plan.past, .span = {add_days(plan.from, -plan.past_days), plan.past_days}, .seed = plan.seed},
             [&](std::size_t done, std::size_t total) { if (tell) tell("years before", done, total); });
  report.past = plan.past;
  while (run_consumers(served->city()) > 0) continue;
  auto const chain = run_view(served->city(), system_actor("simulation"), [](View const& view) { return verify_chain(view); });
  report.events = chain.sealed;
  report.history = chain.head;
  return report;
}

}  // namespace cityhall::simulation
