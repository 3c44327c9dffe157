#include "services/operations/metrics.h"

namespace cityhall {

std::vector<Metric> metrics_of(MetricFigures const& figures) {
  auto const& store = figures.store;
  auto const count = [](auto number) { return static_cast<double>(number); };
  auto const seconds = [](std::int64_t micros) { return static_cast<double>(micros) / 1e6; };
  return {
      {"store_queued_interactive", "gauge", "Writes that wait.", count(store.queued_interactive)},
      {"store_queued_bulk", "gauge", "Bulk writes that wait.", count(store.queued_bulk)},
      {"store_commits_total", "counter", "Groups of writes made durable.", count(store.commits)},
      {"store_works_committed_total", "counter", "Writes made durable.", count(store.works_committed)},
      {"store_works_undone_total", "counter", "Writes that were refused or failed.", count(store.works_undone)},
      {"store_commits_failed_total", "counter", "Commits that failed: look at the disk.", count(store.commits_failed)},
      {"store_commit_seconds_total", "counter", "Time inside commits.", seconds(store.commit_micros_sum)},
      {"store_wait_seconds_total", "counter", "Time between asking for a write and its start.", seconds(store.wait_micros_sum)},
      {"store_wal_bytes", "gauge", "Size of the write-ahead log.", count(store.wal_bytes)},
      {"store_reads_total", "counter", "Read snapshots taken.", count(store.reads)},
      {"cases_open", "gauge", "Open requests.", count(figures.cases_open)},
      {"cases_overdue", "gauge", "Open requests past their due time.", count(figures.cases_overdue)},
      {"notices_failed", "gauge", "Mails that could not be sent (at most 100 are counted).", count(figures.notices_failed)},
      {"live_streams", "gauge", "Open live streams.", count(figures.live_streams)},
  };
}

}  // namespace cityhall
