#include "services/open311/media.h"

#include "kernel/city.h"
#include "kernel/events/removal.h"
#include "store/transaction.h"

namespace cityhall::open311 {

void add_media(Unit& unit, WantedMedia const& media) {
  unit.tx.run(R"sql(INSERT INTO open311_media (id, case_id, url, finished, attempts, next_at, fault) VALUES ($1, $2, $3, $4, 0, $5, '')
                    ON CONFLICT (case_id, url) DO NOTHING)sql",
              unit.city.ids().next(), media.case_id, media.url, media.shows == Shows::finished_work, unit.now);
}

std::vector<WantedMedia> due_media(View const& view, Time now, std::size_t most) {
  std::vector<WantedMedia> found;
  for (auto const row : view.reader.query(R"sql(SELECT id, case_id, url, finished, attempts FROM open311_media
                                                WHERE next_at IS NOT NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $2)sql",
                                          now, static_cast<std::int64_t>(most))) {
    auto [id, case_id, url, finished, attempts] = row.as<std::int64_t, CaseId, std::string, bool, int>();
    found.push_back({id, case_id, std::move(url), finished ? Shows::finished_work : Shows::report, attempts});
  }
  return found;
}

void settle_media(Unit& unit, std::int64_t id, std::string_view fault) {
  unit.tx.run(R"sql(UPDATE open311_media SET next_at = NULL, fault = $2 WHERE id = $1)sql", id, fault);
}

void postpone_media(Unit& unit, WantedMedia const& media, Time next, std::string_view fault) {
  unit.tx.run(R"sql(UPDATE open311_media SET attempts = $2, next_at = $3, fault = $4 WHERE id = $1)sql", media.id, media.attempts + 1, next,
              fault);
}

void forget_media(Unit& unit, Event const& removed) {
  unit.tx.run(R"sql(DELETE FROM open311_media WHERE case_id = $1)sql", removed.subject.case_id);
}

void forget_media_sent(Unit& unit, Event const& erased) {
  for (auto const id : cases_forgotten_by(unit.tx, erased.id))
    unit.tx.run(R"sql(DELETE FROM open311_media WHERE case_id = $1 AND finished = 0)sql", id);
}

}  // namespace cityhall::open311
