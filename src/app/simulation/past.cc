#include "app/simulation/past.h"

#include <condition_variable>
#include <mutex>

#include "kernel/cases/import.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "store/database.h"

namespace cityhall::simulation {
namespace {

constexpr std::size_t rows_in_batch = 2000;
constexpr std::size_t batches_waiting_most = 8;
constexpr std::string_view source = "earlier system";

/// Rows with the texts that they refer to.
struct Batch {
  std::vector<std::array<std::string, 5>> texts{};  // id, description, address, closing message, ZIP code
  std::vector<ImportedCase> rows{};
};

class PastWriter {
 public:
  PastWriter(City& city, Past const& past, std::span<Address const> addresses)
      : city_{city},
        past_{past},
        dice_{past.seed},
        voices_{addresses, dice_},
        calendar_{city.calendar.get()},
        definitions_{city.definitions.get()},
        year_{voices_.year(), {*calendar_, past.span, service_ids()}, dice_},
        ends_{calendar_->zone().midnight(add_days(past.span.first, past.span.days))} {}

  void write(Progress const& progress) {
    auto const arrivals = year_.arrivals(past_.cases, dice_);
    std::size_t done = 0;
    while (done < arrivals.size()) {
      auto batch = std::make_shared<Batch>();
      auto const most = std::min(arrivals.size(), done + rows_in_batch);
      batch->texts.reserve(most - done);  // the rows point into it
      for (; done < most; ++done) add(*batch, arrivals[done], done);
      send(std::move(batch));
      if (progress) progress(done, arrivals.size());
    }
    wait(0);
  }

 private:
  std::vector<std::string> service_ids() const {
    std::vector<std::string> ids;
    for (auto const& definition : definitions_->current()) ids.push_back(definition->id);
    return ids;
  }

  /// When the work on it was finished: who is pressed for time does most of it just before it is due. Nothing when that is after the end.
  std::optional<Time> closed_at(Arrival const& arrival, std::optional<Time> due) {
    constexpr double late_all_the_same = 35;
    auto const& habits = year_.habits(arrival.service);
    auto const took = dice_.hours(habits.work_hours * (arrival.in_storm ? 1.6 : 1), 0.9) + std::chrono::minutes{10};
    if (dice_.percent(past_.forgotten)) return std::nullopt;
    auto closed = arrival.at + took;
    if (due && closed > *due && !dice_.percent(late_all_the_same)) {
      auto const share = 0.6 + 0.4 * dice_.real();
      closed = arrival.at + Duration{static_cast<Duration::rep>(share * static_cast<double>((*due - arrival.at).count()))};
    }
    return closed < ends_ ? std::optional{closed} : std::nullopt;
  }

  std::optional<Time> due_at(Definition const& definition, Time opened) const {
    auto const* start = definition.workflow.state(definition.workflow.start);
    auto const period = start == nullptr ? std::nullopt : sla(*start, 3);
    return period ? std::optional{calendar_->of(definition.owner).due(opened, *period)} : std::nullopt;
  }

  std::string_view outcome() {
    auto const chance = dice_.real() * 100;
    return chance < 6 ? "declined" : chance < 13 ? "duplicate" : "fixed";
  }

  void add(Batch& batch, Arrival const& arrival, std::size_t number) {
    auto const& service = year_.services()[arrival.service];
    auto const definition = definitions_->find(service);
    auto const address = place_of_problem(*definition, voices_.address());
    auto const due = due_at(*definition, arrival.at);
    auto const closed = closed_at(arrival, due);
    auto& texts = batch.texts.emplace_back();
    texts = {"E" + std::to_string(number + 1), voices_.complaint(service, voices_.language()), address.line(),
             closed ? voices_.completion(service) : std::string{}, address.zip};
    batch.rows.push_back({.external_id = texts[0],
                          .service = service,
                          .description = texts[1],
                          .address = texts[2],
                          .zip = texts[4],
                          .point = near(address.point),
                          .opened_at = arrival.at,
                          .closed_at = closed,
                          .due_at = due,
                          .closing_message = texts[3],
                          .outcome = closed ? outcome() : std::string_view{},
                          .channel = voices_.channel()});
  }

  /// Within some metres: not everything happens on the doorstep.
  Point near(Point point) {
    constexpr double degrees = 0.0003;
    return {point.latitude + (dice_.real() - 0.5) * degrees, point.longitude + (dice_.real() - 0.5) * degrees};
  }

  void send(std::shared_ptr<Batch const> batch) {
    wait(batches_waiting_most - 1);
    {
      std::lock_guard const lock{mutex_};
      ++waiting_;
    }
    city_.db().enqueue(
        [this, batch](store::Transaction& tx) {
          Unit unit{city_, tx, actor_, city_.clock().now()};
          import_cases(unit, source, batch->rows);
        },
        [this](std::exception_ptr const& fault) {
          std::lock_guard const lock{mutex_};
          if (fault && !fault_) fault_ = fault;
          --waiting_;
          changed_.notify_all();
        },
        store::Lane::bulk);
  }

  void wait(std::size_t most_waiting) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return waiting_ <= most_waiting; });
    if (!fault_) return;
    changed_.wait(lock, [&] { return waiting_ == 0; });
    std::rethrow_exception(fault_);
  }

  City& city_;
  Past const& past_;
  Actor actor_ = system_actor("import of earlier requests");
  Dice dice_;
  Voices voices_;
  std::shared_ptr<BusinessCalendar const> calendar_;
  std::shared_ptr<DefinitionSet const> definitions_;
  Year year_;
  Time ends_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t waiting_ = 0;
  std::exception_ptr fault_{};
};

}  // namespace

void bring_past(City& city, std::span<Address const> addresses, Past const& past, Progress const& progress) {
  if (past.cases == 0 || past.span.days <= 0) return;
  PastWriter{city, past, addresses}.write(progress);
}

}  // namespace cityhall::simulation
