#include <algorithm>
#include <condition_variable>
#include <limits>
#include <map>
#include <mutex>

#include "base/log.h"
#include "kernel/city.h"
#include "kernel/events/consume.h"
#include "kernel/events/rows.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

constexpr int attempts_max = 8;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

bool wants(Consumer const& consumer, Event const& event) {
  auto const& types = consumer.event_types;
  return types.empty() || std::find(types.begin(), types.end(), event.type) != types.end();
}

std::map<std::string, EventId, std::less<>> cursors_of(store::Reader& reader) {
  std::map<std::string, EventId, std::less<>> cursors;
  for (auto const row : reader.query(R"sql(SELECT name, last_event FROM consumers)sql"))
    cursors.emplace(row.get<std::string>(0), row.get<EventId>(1));
  return cursors;
}

void move_cursor(Unit& unit, std::string_view consumer, EventId last) {
  unit.tx.run(
      R"sql(INSERT INTO consumers (name, last_event, updated_at) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET last_event = excluded.last_event, updated_at = excluded.updated_at)sql",
      consumer, last, unit.now);
}

Time next_attempt(Time now, int attempts) { return now + std::chrono::seconds{30} * (std::int64_t{1} << std::min(attempts, 10)); }

void park(Unit& unit, std::string_view consumer, EventId event, std::string const& error) {
  log_warning("a consumer could not handle an event; it is tried again later",
              {{"consumer", std::string{consumer}}, {"event", to_text(event)}, {"error", error}});
  unit.tx.run(
      R"sql(INSERT INTO parked_events (consumer, event_id, attempts, next_at, error, parked_at) VALUES ($1, $2, 1, $3, $4, $5)
            ON CONFLICT (consumer, event_id) DO NOTHING)sql",
      consumer, event, next_attempt(unit.now, 1), error, unit.now);
}

/// What one consumer has to do in one batch.
struct Share {
  Consumer consumer;
  Actor actor;
  std::vector<Event const*> events;
  EventId last;                 // the cursor afterwards
  std::exception_ptr failure{};
};

void handle_all(City& city, store::Transaction& tx, Share const& share) {
  Unit unit{city, tx, share.actor, city.clock().now()};
  for (auto const* event : share.events) share.consumer.handle(unit, *event);
  move_cursor(unit, share.consumer.name, share.last);
}

/// After a failure of the batch: each event on its own, so that only the faulty one is parked.
void handle_singly(City& city, Share const& share) {
  run_unit(
      city, share.actor,
      [&](Unit& unit) {
        for (auto const* event : share.events) {
          try {
            unit.tx.attempt([&] { share.consumer.handle(unit, *event); });
          } catch (store::StoreFull const&) {
            throw;
          } catch (std::exception const& error) {
            park(unit, share.consumer.name, event->id, error.what());
          }
        }
        move_cursor(unit, share.consumer.name, share.last);
      },
      store::Lane::bulk);
}

/// All consumers at once: their works meet in one group commit.
void run_shares(City& city, std::vector<Share>& shares) {
  std::mutex mutex;
  std::condition_variable all_done;
  std::size_t waiting = 0;
  auto const finished = [&](Share& share, std::exception_ptr failure) {
    std::lock_guard const lock{mutex};
    share.failure = failure;
    if (--waiting == 0) all_done.notify_one();
  };
  for (auto& share : shares) {
    {
      std::lock_guard const lock{mutex};
      ++waiting;
    }
    try {
      city.db().enqueue([&city, &share](store::Transaction& tx) { handle_all(city, tx, share); },
                        [&finished, &share](std::exception_ptr failure) { finished(share, failure); }, store::Lane::bulk);
    } catch (...) {
      finished(share, std::current_exception());
    }
  }
  std::unique_lock lock{mutex};
  all_done.wait(lock, [&] { return waiting == 0; });
}

struct Batch {
  std::vector<Event> events;
  std::map<std::string, EventId, std::less<>> cursors;
};

Batch next_batch(City& city, std::vector<Consumer> const& consumers, std::size_t at_once) {
  auto const system = system_actor("consumers");
  return run_view(city, system, [&](View const& view) {
    Batch batch{.cursors = cursors_of(view.reader)};
    EventId first{never};
    for (auto const& consumer : consumers) first = std::min(first, batch.cursors[std::string{consumer.name}]);
    batch.events = events_after(view, first, at_once);
    return batch;
  });
}

std::vector<Share> shares_of(Batch const& batch, std::vector<Consumer> const& consumers) {
  std::vector<Share> shares;
  auto const last = batch.events.back().id;
  for (auto const& consumer : consumers) {
    auto const cursor = batch.cursors.find(consumer.name)->second;
    if (cursor >= last) continue;
    Share share{.consumer = consumer, .actor = system_actor(std::string{consumer.name}), .last = last};
    for (auto const& event : batch.events)
      if (event.id > cursor && wants(consumer, event)) share.events.push_back(&event);
    shares.push_back(std::move(share));
  }
  return shares;
}

void try_parked(City& city, Consumer const& consumer, ParkedEvent const& parked) {
  auto const actor = system_actor(std::string{consumer.name});
  run_unit(
      city, actor,
      [&](Unit& unit) {
        std::string error;
        try {
          auto const event = event_by_id(unit.tx, parked.event);
          if (event) unit.tx.attempt([&] { consumer.handle(unit, *event); });
        } catch (std::exception const& failure) {
          error = failure.what();
        }
        if (error.empty()) {
          unit.tx.run(R"sql(DELETE FROM parked_events WHERE consumer = $1 AND event_id = $2)sql", parked.consumer, parked.event);
        } else {
          auto const attempts = parked.attempts + 1;
          auto const next = attempts >= attempts_max ? never : to_micros(next_attempt(unit.now, attempts));
          unit.tx.run(R"sql(UPDATE parked_events SET attempts = $3, next_at = $4, error = $5 WHERE consumer = $1 AND event_id = $2)sql",
                      parked.consumer, parked.event, attempts, next, error);
        }
      },
      store::Lane::bulk);
}

std::size_t retry_due(City& city, std::vector<Consumer> const& consumers) {
  auto const system = system_actor("consumers");
  auto const due = run_view(city, system, [&](View const& view) {
    std::vector<ParkedEvent> found;
    for (auto const row : view.reader.query(
             R"sql(SELECT consumer, event_id, attempts FROM parked_events WHERE next_at <= $1 ORDER BY next_at LIMIT 100)sql",
             city.clock().now()))
      found.push_back({.consumer = row.get<std::string>(0), .event = row.get<EventId>(1), .attempts = row.get<int>(2)});
    return found;
  });
  for (auto const& parked : due)
    for (auto const& consumer : consumers)
      if (consumer.name == parked.consumer) try_parked(city, consumer, parked);
  return due.size();
}

}  // namespace

std::size_t follow_events(City& city, std::vector<Consumer> const& consumers, std::size_t at_once) {
  if (consumers.empty()) return 0;
  auto handled = retry_due(city, consumers);
  for (;;) {
    auto const batch = next_batch(city, consumers, at_once);
    if (batch.events.empty()) return handled;
    auto shares = shares_of(batch, consumers);
    run_shares(city, shares);
    for (auto const& share : shares) {
      if (share.failure) handle_singly(city, share);
      handled += share.events.size();
    }
  }
}

std::vector<ParkedEvent> parked_events(View const& view, std::size_t most) {
  std::vector<ParkedEvent> parked;
  for (auto const row : view.reader.query(
           R"sql(SELECT consumer, event_id, attempts, error, parked_at, next_at FROM parked_events ORDER BY parked_at, event_id LIMIT $1)sql",
           static_cast<std::int64_t>(most)))
    parked.push_back({.consumer = row.get<std::string>(0),
                      .event = row.get<EventId>(1),
                      .attempts = row.get<int>(2),
                      .error = row.get<std::string>(3),
                      .parked_at = row.get<Time>(4),
                      .given_up = row.get<std::int64_t>(5) == never});
  return parked;
}

void retry_parked_events(Unit& unit) {
  unit.tx.run(R"sql(UPDATE parked_events SET next_at = $1, attempts = 0 WHERE next_at = $2)sql", unit.now, never);
  unit.tx.after_commit([&city = unit.city] { city.wake_jobs(); });
}

}  // namespace cityhall
