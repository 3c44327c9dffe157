#include <algorithm>

#include "base/json.h"
#include "kernel/casework/note_rows.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

std::string title_in(View const& view, std::string const& title, std::string const& service, std::string_view language) {
  if (!title.empty()) return title;
  auto const definition = view.city.definitions.get()->find(service);
  return definition ? std::string{definition->title.in(language)} : service;
}

FeedEntry entry_from(View const& view, store::Row const& row, std::string_view language) {
  FeedEntry entry{.event = row.get<EventId>(0),
                  .at = row.get<Time>(1),
                  .case_id = row.get<CaseId>(2),
                  .number = row.get<std::string>(3),
                  .title = title_in(view, row.get<std::string>(4), row.get<std::string>(5), language),
                  .queue = row.get<std::string>(6),
                  .author = row.get<AccountId>(7),
                  .by = row.get<std::string>(8)};
  auto const data = parse_json(row.get<std::string>(9));
  if (data && data->is_object()) entry.text = text_of(*data, "message");
  return entry;
}

}  // namespace

void insert_note(Unit& unit, Case const& report, EventId event) {
  unit.tx.run(R"sql(INSERT INTO case_notes (event_id, case_id, account_id, queue) VALUES ($1, $2, $3, $4))sql", event, report.id,
              unit.actor.account, report.queue);
}

void insert_mention(Unit& unit, EventId event, AccountId account) {
  unit.tx.run(R"sql(INSERT INTO note_mentions (account_id, event_id) VALUES ($1, $2) ON CONFLICT (account_id, event_id) DO NOTHING)sql",
              account, event);
}

bool insert_tag(Unit& unit, CaseId id, std::string_view tag) {
  return unit.tx.run(R"sql(INSERT INTO case_tags (case_id, tag, tagged_at) VALUES ($1, $2, $3) ON CONFLICT (case_id, tag) DO NOTHING)sql",
                     id, tag, unit.now) > 0;
}

bool delete_tag(Unit& unit, CaseId id, std::string_view tag) {
  return unit.tx.run(R"sql(DELETE FROM case_tags WHERE case_id = $1 AND tag = $2)sql", id, tag) > 0;
}

void count_tag(Unit& unit, EventId event, std::string_view tag) {
  unit.tx.run(R"sql(INSERT INTO tag_uses (event_id, tag, at) VALUES ($1, $2, $3) ON CONFLICT (event_id, tag) DO NOTHING)sql", event, tag,
              unit.now);
}

std::vector<Colleague> staff_names(View const& view) {
  std::vector<Colleague> all;
  for (auto const row :
       view.reader.query(R"sql(SELECT id, name FROM accounts WHERE kind = 'staff' AND disabled_at IS NULL ORDER BY folded, id)sql"))
    all.push_back({.account = row.get<AccountId>(0), .name = row.get<std::string>(1)});
  return all;
}

std::vector<std::string> tags_of(View const& view, CaseId id) {
  return view.reader.values<std::string>(R"sql(SELECT tag FROM case_tags WHERE case_id = $1 ORDER BY tag)sql", id);
}

std::vector<FeedEntry> feed(View const& view, FeedFilter const& filter, std::string_view language) {
  require(view.actor, "issues.read");
  store::Query query{
      R"sql(SELECT events.id, events.at, cases.id, cases.number, cases.title, cases.service, case_notes.queue, case_notes.account_id,
              events.actor_name, events.data
            FROM case_notes JOIN events ON events.id = case_notes.event_id JOIN cases ON cases.id = case_notes.case_id)sql"};
  if (!filter.tag.empty()) query.where("case_notes.event_id IN (SELECT event_id FROM tag_uses WHERE tag = ?)", filter.tag);
  if (!filter.queue.empty()) query.where("case_notes.queue = ?", filter.queue);
  if (filter.author) query.where("case_notes.account_id = ?", filter.author);
  if (filter.mentions_me)
    query.where("case_notes.event_id IN (SELECT event_id FROM note_mentions WHERE account_id = ?)", view.actor.account);
  if (filter.before) query.where("case_notes.event_id < ?", filter.before);
  query.order_by("case_notes.event_id DESC").limit(static_cast<std::int64_t>(std::min<std::size_t>(filter.most, 200)));
  std::vector<FeedEntry> entries;
  for (auto const row : view.reader.query(query)) entries.push_back(entry_from(view, row, language));
  return entries;
}

std::vector<TrendingTag> trending_tags(View const& view, Time now, std::size_t most) {
  constexpr std::chrono::days week{7};
  std::vector<TrendingTag> tags;
  for (auto const row : view.reader.query(
           R"sql(SELECT tag, sum(CASE WHEN at >= $1 THEN 1 ELSE 0 END), sum(CASE WHEN at < $1 THEN 1 ELSE 0 END)
                 FROM tag_uses WHERE at >= $2 GROUP BY tag)sql",
           now - week, now - 2 * week))
    tags.push_back(
        {row.get<std::string>(0), static_cast<std::size_t>(row.get<std::int64_t>(1)), static_cast<std::size_t>(row.get<std::int64_t>(2))});
  std::erase_if(tags, [](TrendingTag const& tag) { return tag.uses == 0; });
  // Risen most; the one that is used more stands first among those that rose alike.
  auto const rise = [](TrendingTag const& tag) { return static_cast<std::ptrdiff_t>(tag.uses) - static_cast<std::ptrdiff_t>(tag.before); };
  std::sort(tags.begin(), tags.end(), [&](TrendingTag const& a, TrendingTag const& b) {
    if (rise(a) != rise(b)) return rise(a) > rise(b);
    return a.uses != b.uses ? a.uses > b.uses : a.tag < b.tag;
  });
  if (tags.size() > most) tags.resize(most);
  return tags;
}

}  // namespace cityhall
