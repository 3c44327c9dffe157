#include "kernel/jobs/runner.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_text.h"
#include "kernel/cases/figures.h"
#include "kernel/events/chain.h"
#include "kernel/events/consume.h"
#include "kernel/jobs/job_runs.h"
#include "kernel/threads.h"

namespace cityhall {
namespace {

using Steady = std::chrono::steady_clock;

std::string error_of(City& city, ScheduledJob const& job) {
  try {
    job.run(city);
    return {};
  } catch (std::exception const& failure) {
    log_error("a job failed; it is tried again at its next turn", {{"job", job.name}, {"error", failure.what()}});
    return failure.what();
  }
}

void run_job(City& city, ScheduledJob const& job) {
  auto const error = error_of(city, job);
  // Jobs of every few seconds are not worth a durable row each time.
  if (job.every < std::chrono::minutes{1} && error.empty()) return;
  try {
    remember_run(city, job.name, error);
  } catch (std::exception const& failure) {
    log_error("the run of a job could not be noted", {{"job", job.name}, {"error", failure.what()}});
  }
}

struct Turn {
  ScheduledJob job;
  Steady::time_point next;
  bool running = false;
};

/// Up to a tenth later, so that the jobs of many cities do not all start at once.
Steady::duration jittered(City& city, std::chrono::seconds every) {
  auto const tenth = static_cast<std::uint64_t>(std::chrono::milliseconds{every}.count() / 10 + 1);
  return every + std::chrono::milliseconds{city.random().below(tenth)};
}

std::vector<Consumer> all_consumers(City& city) {
  auto all = kernel_consumers();
  all.insert(all.end(), city.consumers().begin(), city.consumers().end());
  return all;
}

}  // namespace

struct JobRunner::State {
  City& city;
  std::mutex mutex;
  std::condition_variable changed;
  bool stopping = false;
  bool events_waiting = true;  // what was left by the run before
  std::vector<Turn> turns;
  std::vector<std::thread> threads;

  explicit State(City& city_) : city{city_} {}

  void follow() {
    std::unique_lock lock{mutex};
    while (!stopping) {
      // Now and then also without a call: parked events come due, another program may have written.
      changed.wait_for(lock, std::chrono::seconds{5}, [&] { return stopping || events_waiting; });
      if (stopping) return;
      events_waiting = false;
      lock.unlock();
      try {
        run_consumers(city);
      } catch (std::exception const& failure) {
        log_error("the events could not be followed; it is tried again", {{"error", failure.what()}});
      }
      lock.lock();
    }
  }

  void run_turns() {
    std::unique_lock lock{mutex};
    while (!stopping) {
      auto* const due = next_turn();
      if (due == nullptr || due->next > Steady::now()) {
        auto const until = due == nullptr ? Steady::now() + std::chrono::seconds{1} : due->next;
        changed.wait_until(lock, until, [&] { return stopping; });
        continue;
      }
      due->running = true;
      lock.unlock();
      run_job(city, due->job);
      lock.lock();
      due->running = false;
      due->next = Steady::now() + jittered(city, due->job.every);
    }
  }

  Turn* next_turn() {
    Turn* first = nullptr;
    for (auto& turn : turns)
      if (!turn.running && (first == nullptr || turn.next < first->next)) first = &turn;
    return first;
  }
};

JobRunner::JobRunner(City& city, std::vector<ScheduledJob> jobs) : state_{std::make_unique<State>(city)} {
  for (auto& job : jobs) {
    auto const wait = time_until_due(city, job.name, job.every);
    state_->turns.push_back({.job = std::move(job), .next = Steady::now() + wait});
  }
  city.wake_jobs.set([this] { wake(); });
  state_->threads.emplace_back([state = state_.get()] { state->follow(); });
  for (std::size_t count = 0; count < job_threads; ++count) state_->threads.emplace_back([state = state_.get()] { state->run_turns(); });
}

JobRunner::~JobRunner() {
  state_->city.wake_jobs.set({});
  {
    std::lock_guard const lock{state_->mutex};
    state_->stopping = true;
  }
  state_->city.stopping = true;
  state_->changed.notify_all();
  for (auto& thread : state_->threads) thread.join();
  state_->city.stopping = false;
}

void JobRunner::wake() {
  {
    std::lock_guard const lock{state_->mutex};
    if (state_->events_waiting) return;
    state_->events_waiting = true;
  }
  state_->changed.notify_all();
}

std::size_t run_consumers(City& city, std::size_t at_once) {
  auto const handled = follow_events(city, all_consumers(city), at_once);
  while (seal_events(city) > 0) {}
  return handled;
}

void run_jobs_once(City& city, std::vector<ScheduledJob> const& jobs) {
  for (auto const& job : kernel_jobs()) run_job(city, job);
  for (auto const& job : jobs) run_job(city, job);
}

std::vector<ScheduledJob> kernel_jobs() {
  return {{"move cases by time", std::chrono::seconds{20}, [](City& city) { move_time(city); }},
          {"log the last seal", std::chrono::hours{24}, log_last_seal},
          {"keep the node number", std::chrono::minutes{3}, [](City& city) { city.renew_node(); }}};
}

std::vector<Consumer> kernel_consumers() {
  return {{"kernel.index_case", indexed_events(), index_case}, {"kernel.count_figures", counted_events(), count_figures}};
}

}  // namespace cityhall
