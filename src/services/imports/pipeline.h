#pragma once
// The two stages of an import: this thread reads and prepares, the city's writer takes batches. Not more than a few batches wait.

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>

#include "kernel/actor.h"
#include "services/imports/runs.h"

namespace cityhall {
class City;
}

namespace cityhall::imports {

class BatchWriter {
 public:
  /// `run` is where the import stands. All must outlive the writer.
  BatchWriter(City& city, Actor const& actor, std::string_view source, Run run);
  ~BatchWriter();

  /// Hands a batch over with what it adds to the agreement; waits while too many are on their way. Throws the fault of an earlier one.
  void write(std::shared_ptr<Batch const> batch, Agreement agreement, std::uint64_t converted);
  /// Waits for the last batch. Throws what went wrong.
  void finish();
  /// What is durable now.
  Counts counts() const;

 private:
  struct Load;
  void take(Load const& load, Unit& unit);
  void wait(std::size_t most_waiting);
  static void count(Counts& counts, Load const& load, ImportCount const& taken, Time now);
  void done(std::exception_ptr const& fault);

  City& city_;
  Actor const& actor_;
  std::string source_;
  std::int64_t run_id_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t waiting_ = 0;
  std::exception_ptr fault_{};
  Counts durable_;
};

}  // namespace cityhall::imports
