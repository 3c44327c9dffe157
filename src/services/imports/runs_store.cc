#include "kernel/city.h"
#include "services/imports/runs.h"
#include "store/transaction.h"

namespace cityhall::imports {
namespace {

std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }

standards::CsvPosition position(std::int64_t offset, std::int64_t line) {
  return {static_cast<std::uint64_t>(offset), static_cast<std::uint64_t>(line)};
}

Run run_of(store::OwnedRow const& row) {
  auto const [id, offset, line, counts, finished] = row.as<std::int64_t, std::int64_t, std::int64_t, std::string, std::optional<Time>>();
  return {.id = id, .next = position(offset, line), .counts = counts_from(counts), .finished = finished.has_value()};
}

}  // namespace

std::optional<Run> find_run(View const& view, std::string_view source, std::string_view hash) {
  auto const row = view.reader.maybe(R"sql(SELECT id, next_offset, next_line, counts, finished_at FROM import_runs
                                           WHERE source = $1 AND file_hash = $2)sql",
                                     source, hash);
  return row ? std::optional{run_of(*row)} : std::nullopt;
}

Run begin_run(Unit& unit, std::string_view source, std::string_view hash, std::string_view file_name) {
  Run run{.id = unit.city.ids().next(), .next = {}, .counts = {}, .finished = false};
  unit.tx.run(
      R"sql(INSERT INTO import_runs (id, source, file_hash, file_name, next_offset, next_line, counts, started_at, updated_at, finished_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, NULL)
                    ON CONFLICT (source, file_hash) DO UPDATE SET next_offset = excluded.next_offset, next_line = excluded.next_line,
                      counts = excluded.counts, file_name = excluded.file_name, started_at = excluded.started_at,
                      updated_at = excluded.updated_at, finished_at = NULL)sql",
      run.id, source, hash, file_name, signed_of(run.next.offset), signed_of(run.next.line), counts_text(run.counts), unit.now);
  run.id = unit.tx.value<std::int64_t>(R"sql(SELECT id FROM import_runs WHERE source = $1 AND file_hash = $2)sql", source, hash);
  forget_rejects(unit, run.id);
  return run;
}

Run run_by_id(View const& view, std::int64_t run) {
  auto const row = view.reader.maybe(R"sql(SELECT id, next_offset, next_line, counts, finished_at FROM import_runs WHERE id = $1)sql", run);
  return row ? run_of(*row) : Run{};
}

void save_progress(Unit& unit, Run const& run) {
  unit.tx.run(R"sql(UPDATE import_runs SET next_offset = $2, next_line = $3, counts = $4, updated_at = $5 WHERE id = $1)sql", run.id,
              signed_of(run.next.offset), signed_of(run.next.line), counts_text(run.counts), unit.now);
}

void finish_run(Unit& unit, std::int64_t run) {
  unit.tx.run(R"sql(UPDATE import_runs SET finished_at = $2, updated_at = $2 WHERE id = $1)sql", run, unit.now);
}

void add_rejects(Unit& unit, std::int64_t run, std::vector<Reject> const& rejects) {
  for (auto const& reject : rejects)
    unit.tx.run(R"sql(INSERT INTO import_rejects (run_id, line, reason, raw) VALUES ($1, $2, $3, $4)
                      ON CONFLICT (run_id, line) DO UPDATE SET reason = excluded.reason, raw = excluded.raw)sql",
                run, signed_of(reject.line), reject.reason, reject.raw);
}

std::vector<Reject> rejects_of(View const& view, std::int64_t run) {
  std::vector<Reject> found;
  for (auto const row : view.reader.query(R"sql(SELECT line, reason, raw FROM import_rejects WHERE run_id = $1 ORDER BY line)sql", run)) {
    auto [line, reason, raw] = row.as<std::int64_t, std::string, std::string>();
    found.push_back({static_cast<std::uint64_t>(line), std::move(reason), std::move(raw)});
  }
  return found;
}

void forget_rejects(Unit& unit, std::int64_t run) { unit.tx.run(R"sql(DELETE FROM import_rejects WHERE run_id = $1)sql", run); }

}  // namespace cityhall::imports
