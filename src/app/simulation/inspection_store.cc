#include "app/simulation/inspection.h"
#include "app/simulation/inspection_rows.h"
#include "kernel/city.h"
#include "store/transaction.h"

namespace cityhall::simulation {
namespace {

/// Gives the examples that break it; $1 is a time: only what changed since then.
struct RowPromise {
  std::string_view words;
  store::Sql sql;
};

constexpr std::array row_promises{
    RowPromise{"a closed case has its closing event, of the same instant", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1 AND is_open = 0
        AND NOT EXISTS
          (SELECT 1 FROM events WHERE events.case_id = cases.id AND events.type = 'case.closed' AND events.at = cases.closed_at)
        AND NOT EXISTS (SELECT 1 FROM events WHERE events.case_id = cases.id AND events.type = 'case.imported') LIMIT 5)sql"},
    RowPromise{"the last word about an open case is not that it was closed", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1 AND is_open = 1
        AND EXISTS (SELECT 1 FROM events WHERE events.case_id = cases.id AND events.type = 'case.closed'
          AND NOT EXISTS (SELECT 1 FROM events AS later
            WHERE later.case_id = cases.id AND later.id > events.id AND later.type = 'case.reopened')) LIMIT 5)sql"},
    RowPromise{"a case has the time of its closure exactly while it is closed", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1
        AND ((is_open = 1 AND closed_at IS NOT NULL) OR (is_open = 0 AND closed_at IS NULL)) LIMIT 5)sql"},
    RowPromise{"a case begins with one event", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1
        AND (SELECT count(*) FROM events WHERE events.case_id = cases.id AND events.type = 'case.opened') <> 1
        AND NOT EXISTS (SELECT 1 FROM events WHERE events.case_id = cases.id AND events.type = 'case.imported') LIMIT 5)sql"},
    RowPromise{"an open case is sorted by its due time, a closed one stands last", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1
        AND due_key <> CASE WHEN is_open = 1 AND due_at IS NOT NULL THEN due_at ELSE 9223372036854775807 END LIMIT 5)sql"},
    RowPromise{"a clock that stands has no due time", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1 AND paused_left IS NOT NULL AND due_at IS NOT NULL LIMIT 5)sql"},
    RowPromise{"the clock of an open case stands exactly while a pause is written down", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1 AND is_open = 1
        AND (paused_left IS NOT NULL) <> EXISTS
          (SELECT 1 FROM case_pauses WHERE case_pauses.case_id = cases.id AND case_pauses.resumed_at IS NULL) LIMIT 5)sql"},
    RowPromise{"a closed case has no pause that goes on", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1 AND is_open = 0
        AND EXISTS (SELECT 1 FROM case_pauses WHERE case_pauses.case_id = cases.id AND case_pauses.resumed_at IS NULL) LIMIT 5)sql"},
    RowPromise{"a closed case has no work order that is still to do", R"sql(
      SELECT cases.number FROM cases JOIN tasks ON tasks.case_id = cases.id
        WHERE cases.updated_at >= $1 AND cases.is_open = 0 AND tasks.is_over = 0 LIMIT 5)sql"},
    RowPromise{"a work order has the time of its end exactly when it is over", R"sql(
      SELECT number FROM tasks WHERE (created_at >= $1 OR is_over = 0)
        AND ((is_over = 1 AND ended_at IS NULL) OR (is_over = 0 AND ended_at IS NOT NULL)) LIMIT 5)sql"},
    RowPromise{"a rating is told by an event of the same instant", R"sql(
      SELECT number FROM case_ratings JOIN cases ON cases.id = case_ratings.case_id WHERE changed_at >= $1 AND NOT EXISTS
        (SELECT 1 FROM events WHERE events.case_id = cases.id AND events.type = 'case.rated' AND events.at = changed_at) LIMIT 5)sql"},
    RowPromise{"only work that was finished is rated", R"sql(
      SELECT number FROM case_ratings JOIN cases ON cases.id = case_ratings.case_id WHERE changed_at >= $1 AND NOT EXISTS
        (SELECT 1 FROM events WHERE events.case_id = cases.id AND events.type = 'case.closed' AND events.at <= rated_at) LIMIT 5)sql"},
    RowPromise{"who has answered is not asked again", R"sql(
      SELECT notice_key FROM notices JOIN case_ratings ON case_ratings.case_id = notices.case_id
        WHERE queued_at >= $1 AND template = 'follow-up' AND rated_at < queued_at LIMIT 5)sql"},
    RowPromise{"a call that ended says how", R"sql(
      SELECT external_id FROM interactions WHERE (started_at >= $1 OR ended_at IS NULL)
        AND (ended_at IS NULL) <> (wrap_up = '') LIMIT 5)sql"},
    RowPromise{"nobody waits at the telephone overnight", R"sql(
      SELECT external_id FROM interactions WHERE started_at >= $1 AND ended_at IS NULL
        AND started_at < (SELECT max(at) FROM events) - 28800000000 LIMIT 5)sql"},
    RowPromise{"a case that follows another stands under it, and only then", R"sql(
      SELECT number FROM cases WHERE updated_at >= $1 AND (main_id <> 0) <> EXISTS
        (SELECT 1 FROM case_bonds WHERE case_bonds.case_id = cases.id AND case_bonds.ended_at IS NULL) LIMIT 5)sql"},
    RowPromise{"a case that follows another is open exactly as that one is", R"sql(
      SELECT cases.number FROM cases JOIN cases AS main ON main.id = cases.main_id
        WHERE cases.updated_at >= $1 AND cases.is_open <> main.is_open LIMIT 5)sql"},
    RowPromise{"the same thing is told to the same address once", R"sql(
      SELECT max(notice_key) FROM notices WHERE queued_at >= $1
        GROUP BY case_id, template, email, queued_at, content HAVING count(*) > 1 LIMIT 5)sql"},
};

/// The same for what can only be counted as a whole.
constexpr std::array whole_promises{
    RowPromise{"the lists of zones by case are those that the cases have", R"sql(
      SELECT max(number) FROM cases WHERE zones <> ''
        HAVING sum(length(zones) - length(replace(zones, ',', '')) - 1) <> (SELECT count(*) FROM case_zones))sql"},
    RowPromise{"no number was skipped or given twice", R"sql(
      SELECT max(number) FROM cases
        HAVING count(*) + (SELECT count(*) FROM removed_cases) <> (SELECT coalesce(sum(last), 0) FROM number_sequences))sql"},
    RowPromise{"each consumer has followed all events", R"sql(
      SELECT name FROM consumers WHERE last_event < (SELECT max(id) FROM events) LIMIT 5)sql"},
    RowPromise{"no event waits because a consumer could not handle it", R"sql(SELECT consumer FROM parked_events LIMIT 5)sql"},
    RowPromise{"whether it has held is asked when it is time", R"sql(
      SELECT template FROM case_follow_ups WHERE due_at < (SELECT max(at) FROM events) - 86400000000 LIMIT 5)sql"},
    RowPromise{"what was late was told as late", R"sql(
      SELECT number FROM cases WHERE is_open = 1 AND main_id = 0 AND overdue_told <> due_key
        AND due_key < (SELECT max(at) FROM events) LIMIT 5)sql"},
};

std::string joined(store::Rows rows) {
  std::string examples;
  for (auto const row : rows) examples += (examples.empty() ? "" : ", ") + row.get<std::string>(0);
  return examples;
}

std::size_t count(store::Reader& reader, store::Sql sql) { return static_cast<std::size_t>(reader.value<std::int64_t>(sql)); }

}  // namespace

std::vector<std::pair<std::string, std::string>> broken_rows(store::Reader& reader, Time since) {
  std::vector<std::pair<std::string, std::string>> broken;
  for (auto const& promise : row_promises)
    if (auto const examples = joined(reader.query(promise.sql, since)); !examples.empty()) broken.emplace_back(promise.words, examples);
  for (auto const& promise : whole_promises)
    if (auto const examples = joined(reader.query(promise.sql)); !examples.empty()) broken.emplace_back(promise.words, examples);
  return broken;
}

std::size_t count_cases(store::Reader& reader) { return count(reader, R"sql(SELECT (SELECT count(*) FROM cases) + (SELECT count(*) FROM removed_cases))sql"); }
std::size_t count_kept_cases(store::Reader& reader) { return count(reader, R"sql(SELECT count(*) FROM cases)sql"); }
std::size_t count_open_cases(store::Reader& reader) { return count(reader, R"sql(SELECT count(*) FROM cases WHERE closed_at IS NULL AND main_id = 0)sql"); }
std::size_t count_case_files(store::Reader& reader) { return count(reader, R"sql(SELECT count(DISTINCT file_id) FROM case_files)sql"); }
std::size_t count_followers(store::Reader& reader) { return count(reader, R"sql(SELECT count(*) FROM case_followers)sql"); }

std::size_t count_calls(store::Reader& reader) { return count(reader, R"sql(SELECT count(*) FROM interactions)sql"); }

std::optional<std::int64_t> cell_of_case(store::Reader& reader, CaseId id) {
  return reader.value<std::optional<std::int64_t>>(R"sql(SELECT cell FROM cases WHERE id = $1)sql", id);
}

std::optional<RemovedCase> removed_case(store::Reader& reader, CaseId id) {
  for (auto const row : reader.query(R"sql(SELECT service, opened_at, closed_at, due_at FROM removed_cases WHERE id = $1)sql", id))
    return RemovedCase{row.get<std::string>(0), row.get<Time>(1), row.get<std::optional<Time>>(2), row.get<std::optional<Time>>(3)};
  return std::nullopt;
}

std::vector<std::pair<std::int64_t, Point>> address_points(store::Reader& reader) {
  std::vector<std::pair<std::int64_t, Point>> points;
  for (auto const row : reader.query(R"sql(SELECT id, latitude, longitude FROM addresses)sql"))
    points.emplace_back(row.get<std::int64_t>(0), Point{row.get<double>(1), row.get<double>(2)});
  return points;
}

bool was_asked_again(store::Reader& reader, CaseId id) {
  return reader.maybe_value<std::int64_t>(R"sql(SELECT 1 FROM notices WHERE case_id = $1 AND template = 'follow-up' LIMIT 1)sql", id)
      .has_value();
}

std::map<CaseId, int> kept_ratings(store::Reader& reader) {
  std::map<CaseId, int> ratings;
  for (auto const row : reader.query(R"sql(SELECT case_id, score FROM case_ratings)sql")) ratings[row.get<CaseId>(0)] = row.get<int>(1);
  return ratings;
}
std::size_t count_rating_events(store::Reader& reader) {
  return count(reader, R"sql(SELECT count(*) FROM events WHERE type = 'case.rated')sql");
}

std::map<std::pair<std::string, std::int64_t>, FiguresFromEvents::Sums> kept_figures(store::Reader& reader) {
  std::map<std::pair<std::string, std::int64_t>, FiguresFromEvents::Sums> figures;
  for (auto const row : reader.query(R"sql(SELECT service, day, opened, closed, promised, on_time FROM service_days)sql"))
    figures[{row.get<std::string>(0), row.get<std::int64_t>(1)}] = {row.get<std::int64_t>(2), row.get<std::int64_t>(3),
                                                                    row.get<std::int64_t>(4), row.get<std::int64_t>(5)};
  return figures;
}

void send_consumer_back(Unit& unit, std::string_view consumer, int events) {
  unit.tx.run(
      R"sql(UPDATE consumers SET last_event = COALESCE((SELECT id FROM events ORDER BY id DESC LIMIT 1 OFFSET $2), 0) WHERE name = $1)sql",
      consumer, events);
}

}  // namespace cityhall::simulation
