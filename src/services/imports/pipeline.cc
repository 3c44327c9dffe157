#include "services/imports/pipeline.h"

#include "base/refusal.h"
#include "kernel/city.h"
#include "store/database.h"

namespace cityhall::imports {
namespace {

constexpr std::size_t batches_waiting_most = 8;

bool is_overdue(ImportedCase const& one, Time now) { return one.due_at && one.closed_at.value_or(now) > *one.due_at; }

void merge(Agreement& into, Agreement const& from) {
  into.compared += from.compared;
  into.agreed += from.agreed;
  into.default_point += from.default_point;
  into.no_statement += from.no_statement;
  into.no_point += from.no_point;
  for (auto const& [names, count] : from.differences) into.differences[names] += count;
}

}  // namespace

struct BatchWriter::Load {
  std::shared_ptr<Batch const> batch;
  Agreement agreement;
  std::uint64_t converted = 0;
};

BatchWriter::BatchWriter(City& city, Actor const& actor, std::string_view source, Run run)
    : city_{city}, actor_{actor}, source_{source}, run_id_{run.id}, durable_{std::move(run.counts)} {}

BatchWriter::~BatchWriter() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [&] { return waiting_ == 0; });
}

Counts BatchWriter::counts() const {
  std::lock_guard const lock{mutex_};
  return durable_;
}

void BatchWriter::wait(std::size_t most_waiting) {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [&] { return waiting_ <= most_waiting || fault_; });
  if (fault_) std::rethrow_exception(fault_);
}

void BatchWriter::finish() { wait(0); }

void BatchWriter::write(std::shared_ptr<Batch const> batch, Agreement agreement, std::uint64_t converted) {
  wait(batches_waiting_most - 1);
  auto const load = std::make_shared<Load>(Load{std::move(batch), std::move(agreement), converted});
  {
    std::lock_guard const lock{mutex_};
    ++waiting_;
  }
  auto work = [this, load](store::Transaction& tx) {
    Unit unit{city_, tx, actor_, city_.clock().now()};
    take(*load, unit);
  };
  try {
    city_.db().enqueue(std::move(work), [this](std::exception_ptr const& fault) { done(fault); }, store::Lane::bulk);
  } catch (...) {
    done(std::current_exception());
    throw;
  }
}

void BatchWriter::count(Counts& counts, Load const& load, ImportCount const& taken, Time now) {
  auto const& batch = *load.batch;
  counts.rows += batch.cases.size() + batch.rejects.size();
  counts.added += taken.added;
  counts.updated += taken.updated;
  counts.unchanged += taken.unchanged;
  counts.rejected += batch.rejects.size() + taken.rejected.size();
  counts.converted += load.converted;
  std::vector<bool> refused(batch.cases.size());
  for (auto const& [index, why] : taken.rejected) refused[index] = true;
  for (std::size_t i = 0; i < batch.cases.size(); ++i) {
    if (refused[i]) continue;
    ++(batch.cases[i].closed_at ? counts.closed : counts.open);
    if (is_overdue(batch.cases[i], now)) ++counts.overdue;
  }
  merge(counts.agreement, load.agreement);
}

void BatchWriter::take(Load const& load, Unit& unit) {
  auto const& batch = *load.batch;
  auto const view = view_of(unit);
  // A batch before this one was undone (disk full): then this one must not pass it, or its rows would be lost.
  auto const run = run_by_id(view, run_id_);
  if (run.next.offset != batch.from.offset) throw unavailable("import.interrupted", _("An earlier part of the import was not written."));
  auto const taken = import_cases(unit, source_, batch.cases);
  auto rejects = batch.rejects;
  for (auto const& [index, why] : taken.rejected) rejects.push_back({batch.lines[index], why, batch.raws[index]});
  add_rejects(unit, run_id_, rejects);
  auto next = run;
  next.next = batch.after;
  count(next.counts, load, taken, unit.now);
  save_progress(unit, next);
  unit.tx.after_commit([this, counts = next.counts] {
    std::lock_guard const lock{mutex_};
    durable_ = counts;
  });
}

void BatchWriter::done(std::exception_ptr const& fault) {
  // The notification stays under the lock: the waiting thread may destroy this object as soon as it can take it.
  std::lock_guard const lock{mutex_};
  if (fault && !fault_) fault_ = fault;
  --waiting_;
  changed_.notify_all();
}

}  // namespace cityhall::imports
