#include "kernel/city.h"
#include "kernel/news/news.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall {

bool add_news(Unit& unit, FreshNews const& fresh) {
  return unit.tx.run(
             R"sql(INSERT INTO news (id, account_id, event_id, case_id, what, note, told_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
                   ON CONFLICT (account_id, event_id, what) DO NOTHING)sql",
             unit.city.ids().make<EventId>(), fresh.account, fresh.event, fresh.case_id, fresh.what, fresh.note, unit.now) > 0;
}

std::vector<News> news_of(View const& view, std::size_t most) {
  std::vector<News> found;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT id, case_id, what, note, told_at, CASE WHEN seen_at IS NULL THEN 0 ELSE 1 END FROM news WHERE account_id = $1 ORDER BY id DESC LIMIT $2)sql",
          view.actor.account, static_cast<std::int64_t>(most)))
    found.push_back({row.get<std::int64_t>(0), row.get<CaseId>(1), row.get<std::string>(2), row.get<std::string>(3), row.get<Time>(4),
                     row.get<bool>(5)});
  return found;
}

std::size_t unseen_news(View const& view) {
  return static_cast<std::size_t>(
      view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM news WHERE account_id = $1 AND seen_at IS NULL)sql", view.actor.account));
}

void mark_news_seen(Unit& unit) {
  unit.tx.run(R"sql(UPDATE news SET seen_at = $2 WHERE account_id = $1 AND seen_at IS NULL)sql", unit.actor.account, unit.now);
}

bool wants_news_by_mail(View const& view, AccountId account) {
  return view.reader.maybe_value<bool>(R"sql(SELECT by_mail FROM news_wishes WHERE account_id = $1)sql", account).value_or(false);
}

void wish_news_by_mail(Unit& unit, bool by_mail) {
  unit.tx.run(
      R"sql(INSERT INTO news_wishes (account_id, by_mail) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET by_mail = excluded.by_mail)sql",
      unit.actor.account, by_mail);
}

void forget_old_news(City& city) {
  run_unit(
      city, system_actor("news"),
      [](Unit& unit) {
        unit.tx.run(R"sql(DELETE FROM news WHERE told_at < $1 OR (seen_at IS NOT NULL AND seen_at < $2))sql",
                    unit.now - std::chrono::days{365}, unit.now - std::chrono::days{30});
      },
      store::Lane::bulk);
}

}  // namespace cityhall
