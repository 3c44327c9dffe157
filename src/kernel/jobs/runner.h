#pragma once
// Work outside of requests: consumers follow the events, jobs run by the clock.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/city.h"
#include "kernel/events/consume.h"

namespace cityhall {

struct ScheduledJob {
  std::string name;                // "send notices"
  std::chrono::seconds every;
  std::function<void(City&)> run;  // throws: logged, tried again at the next turn
};

/// Runs a city's consumers and jobs on own threads until it is destroyed, which waits for what is running.
class JobRunner {
 public:
  JobRunner(City& city, std::vector<ScheduledJob> jobs);
  ~JobRunner();
  JobRunner(JobRunner const&) = delete;
  JobRunner& operator=(JobRunner const&) = delete;
  /// There is something to do; cheap, from any thread. The city's `wake_jobs` calls it.
  void wake();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Lets every consumer catch up with the events that are there now, then seals them; for tests, the command line and the runner itself.
/// Gives the number of events handled.
std::size_t run_consumers(City& city, std::size_t at_once = events_at_once);
/// Runs the kernel's own jobs and these once, due or not.
void run_jobs_once(City& city, std::vector<ScheduledJob> const& jobs);
/// The kernel's own: time of cases, sealing.
std::vector<ScheduledJob> kernel_jobs();
/// The kernel's own: search index, figures, work orders that end.
std::vector<Consumer> kernel_consumers();

}  // namespace cityhall
