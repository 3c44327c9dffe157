#include <algorithm>

#include "kernel/jobs/job_runs.h"
#include "store/database.h"

namespace cityhall {

std::chrono::microseconds time_until_due(City& city, std::string_view job, std::chrono::seconds every) {
  auto const last = city.db().read(
      [&](store::Reader& reader) { return reader.maybe_value<Time>(R"sql(SELECT last_run FROM job_runs WHERE name = $1)sql", job); });
  if (!last) return std::chrono::microseconds{0};
  return std::clamp<std::chrono::microseconds>(*last + every - city.clock().now(), std::chrono::microseconds{0}, every);
}

void remember_run(City& city, std::string_view job, std::string_view error) {
  auto const now = city.clock().now();
  city.db().write(
      [&](store::Transaction& tx) {
        tx.run(R"sql(INSERT INTO job_runs (name, last_run, last_error) VALUES ($1, $2, $3)
                     ON CONFLICT (name) DO UPDATE SET last_run = excluded.last_run, last_error = excluded.last_error)sql",
               job, now, error);
      },
      store::Lane::bulk);
}

std::vector<FailedJob> failed_jobs(View const& view) {
  std::vector<FailedJob> jobs;
  for (auto const row : view.reader.query(R"sql(SELECT name, last_run, last_error FROM job_runs WHERE last_error <> '' ORDER BY name)sql"))
    jobs.push_back({.name = row.get<std::string>(0), .last_run = row.get<Time>(1), .error = row.get<std::string>(2)});
  return jobs;
}

}  // namespace cityhall
