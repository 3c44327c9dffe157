#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_text.h"
#include "kernel/city.h"
#include "kernel/events/removal.h"
#include "kernel/files/unused.h"
#include "kernel/retention/belongings.h"
#include "kernel/retention/due.h"
#include "kernel/retention/erase.h"
#include "kernel/retention/remove.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::size_t cases_at_once = 5;  // some milliseconds of writing
constexpr std::int64_t files_at_once = 50;

void keep_what_figures_need(Unit& unit, CaseId id) {
  unit.tx.run(R"sql(
    INSERT INTO removed_cases (id, number, service, version, is_public, channel, owner, priority, outcome, zones, cell, opened_at,
      closed_at, due_at, score, removed_at)
    SELECT id, number, service, version, is_public, channel, owner, priority, outcome, zones, cell, opened_at, closed_at, due_at,
      COALESCE((SELECT score FROM case_ratings WHERE case_id = cases.id), 0), CAST($2 AS BIGINT)
    FROM cases WHERE id = $1)sql",
              id, unit.now);
}

/// Everybody whom the case mentions.
std::set<PartyId> people_of(store::Reader& reader, CaseId id) {
  std::set<PartyId> people;
  for (auto const row : reader.query(R"sql(
         SELECT reporter_id FROM cases WHERE id = $1 AND reporter_id IS NOT NULL
         UNION SELECT party_id FROM case_followers WHERE case_id = $1
         UNION SELECT party_id FROM notice_stops WHERE case_id = $1
         UNION SELECT party_id FROM interactions WHERE case_id = $1 AND party_id IS NOT NULL)sql",
                                     id))
    people.insert(row.get<PartyId>(0));
  for (auto const row : reader.query(R"sql(SELECT supporter FROM case_supports WHERE case_id = $1)sql", id))
    if (auto const supporter = row.get<std::string_view>(0); supporter.starts_with("party/"))
      people.insert(PartyId{parse_id(supporter.substr(6))});
  return people;
}

void loosen(Unit& unit, FileId file) {
  unit.tx.run(R"sql(INSERT INTO loose_files (file_id) VALUES ($1) ON CONFLICT (file_id) DO NOTHING)sql", file);
}

/// Photos of the case, of its work orders, of mails and of messages that came in.
void note_files(Unit& unit, CaseId id) {
  auto ids = unit.tx.values<FileId>(R"sql(SELECT file_id FROM case_files WHERE case_id = $1
                                          UNION SELECT photo_file_id FROM notices WHERE case_id = $1 AND photo_file_id <> 0)sql",
                                    id);
  for (auto const row : unit.tx.query(R"sql(
         SELECT task_operations.files FROM tasks JOIN task_operations ON task_operations.task_id = tasks.id
         WHERE tasks.case_id = $1 AND task_operations.files <> ''
         UNION ALL SELECT files FROM incoming_messages WHERE case_id = $1 AND files <> ''
         UNION ALL SELECT handover_outbox.files FROM handovers JOIN handover_outbox ON handover_outbox.handover_id = handovers.id
         WHERE handovers.case_id = $1 AND handover_outbox.files <> '')sql",
                                      id))
    loosen_files(unit, row.get<std::string_view>(0));
  for (auto const file : ids) loosen(unit, file);
}

void remove_zones(Unit& unit, CaseId id) {
  auto const row = unit.tx.maybe(R"sql(SELECT zones, opened_at FROM cases WHERE id = $1)sql", id);
  for (auto const part : split(row->get<std::string_view>(0), ','))
    if (auto const zone = parse_id(part))
      unit.tx.run(R"sql(DELETE FROM case_zones WHERE zone_id = $1 AND opened_at = $2 AND case_id = $3)sql", zone, row->get<Time>(1), id);
}

std::int64_t today(City const& city, Time now) {
  return std::chrono::sys_days{city.calendar.get()->zone().date_of(now)}.time_since_epoch().count();
}

/// Those that may still go: a hold may have come since they were found.
Removed remove_cases(Unit& unit, std::span<CaseId const> ids) {
  Removed removed;
  for (auto const id : ids) {
    if (!may_go(view_of(unit), id)) continue;
    removed.people += remove_case(unit, id, "time");
    ++removed.cases;
  }
  return removed;
}

Removed remove_group(City& city, Actor const& actor, KeptGroup const& group) {
  Removed all;
  DueMark mark;
  while (!city.stopping) {
    auto const before = mark;
    auto const ids = run_view(city, actor, [&](View const& view) { return next_due(view, group, mark, cases_at_once); });
    if (mark.id == before.id) break;
    if (ids.empty()) continue;
    auto const removed = run_unit(
        city, actor, [&](Unit& unit) { return remove_cases(unit, ids); }, store::Lane::bulk);
    all.cases += removed.cases;
    all.people += removed.people;
  }
  return all;
}

/// A few at a time; gives how many it looked at.
std::size_t remove_some_loose_files(City& city) {
  auto const actor = system_actor("retention");
  auto const some = run_view(city, actor, [](View const& view) {
    auto const ids = view.reader.values<FileId>(R"sql(SELECT file_id FROM loose_files ORDER BY file_id LIMIT $1)sql", files_at_once);
    std::set<FileId> loose{ids.begin(), ids.end()};
    auto unused = unused_files(view, loose);
    return std::pair{std::move(loose), std::move(unused)};
  });
  auto const& [loose, unused] = some;
  if (loose.empty()) return 0;
  run_unit(
      city, actor,
      [&](Unit& unit) {
        remove_files(unit, unused);
        for (auto const id : loose) unit.tx.run(R"sql(DELETE FROM loose_files WHERE file_id = $1)sql", id);
        if (!unused.empty()) log_removal(unit, "time", "", {.photos = unused.size()});
      },
      store::Lane::bulk);
  return loose.size();
}

/// What an agent put away made no request: nobody needs it after this time, which is that of the list of received mails.
void remove_put_away(City& city) {
  constexpr auto put_away_kept = std::chrono::days{90};
  run_unit(
      city, system_actor("retention"),
      [&](Unit& unit) {
        auto const limit = unit.now - put_away_kept;
        std::vector<std::pair<std::int64_t, std::string>> dropped;
        for (auto const row : unit.tx.query(R"sql(
               SELECT id, files FROM incoming_messages WHERE state = 'dropped' AND ended_at < $1
                 AND sender_contact NOT IN (SELECT folded FROM held_contacts) LIMIT 500)sql",
                                            limit))
          dropped.emplace_back(row.get<std::int64_t>(0), row.get<std::string>(1));
        for (auto const& [id, files] : dropped) {
          loosen_files(unit, files);
          unit.tx.run(R"sql(DELETE FROM incoming_messages WHERE id = $1)sql", id);
        }
      },
      store::Lane::bulk);
}

}  // namespace

void loosen_files(Unit& unit, std::string_view listed) {
  for (auto const part : split(listed, ','))
    if (auto const file = parse_id(trim(part))) loosen(unit, FileId{file});
}

void forget_rows_of(Unit& unit, PartyId party, bool (*stays)(std::string_view table)) {
  for (auto const row : unit.tx.query(R"sql(
         SELECT files FROM incoming_messages WHERE files <> '' AND sender_contact <> ''
           AND sender_contact IN (SELECT folded FROM party_contacts WHERE party_id = $1))sql",
                                      party))
    loosen_files(unit, row.get<std::string_view>(0));
  for (auto const& each : belongings())
    if (!each.of_party.text().empty() && !stays(each.table)) unit.tx.run(each.of_party, party);
}

void remove_texts_sent(Unit& unit, EventId event) {
  auto const key = to_text(event);
  unit.tx.run(R"sql(DELETE FROM provider_requests WHERE request_key >= $1 AND request_key < $2 AND state NOT IN ('queued', 'sending'))sql",
              key + "/", key + "0");
}

void log_removal(Unit& unit, std::string_view why, std::string_view service, Removed const& removed) {
  unit.tx.run(
      R"sql(INSERT INTO removal_log (day, why, service, cases, people, photos) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (day, why, service) DO UPDATE SET cases = removal_log.cases + excluded.cases,
              people = removal_log.people + excluded.people, photos = removal_log.photos + excluded.photos)sql",
      today(unit.city, unit.now), why, service, static_cast<std::int64_t>(removed.cases), static_cast<std::int64_t>(removed.people),
      static_cast<std::int64_t>(removed.photos));
}

bool remove_if_alone(Unit& unit, PartyId party) {
  auto const mentioned = unit.tx.maybe(R"sql(
    SELECT 1 FROM cases WHERE reporter_id = $1
    UNION ALL SELECT 1 FROM case_followers WHERE party_id = $1
    UNION ALL SELECT 1 FROM subscriptions WHERE party_id = $1
    UNION ALL SELECT 1 FROM interactions WHERE party_id = $1
    UNION ALL SELECT 1 FROM accounts WHERE party_id = $1
    UNION ALL SELECT 1 FROM interactions
              WHERE ended_at IS NULL AND id IN (SELECT interaction_id FROM contacts_of_people WHERE party_id = $1)
    UNION ALL SELECT 1 FROM call_backs WHERE ended_at IS NULL AND id IN (SELECT call_back_id FROM call_backs_of_people WHERE party_id = $1)
    UNION ALL SELECT 1 FROM legal_holds WHERE party_id = $1 AND lifted_at IS NULL LIMIT 1)sql",
                                       party);
  if (mentioned) return false;
  forget_rows_of(unit, party, [](std::string_view) { return false; });
  return true;
}

std::size_t remove_case(Unit& unit, CaseId id, std::string_view why) {
  auto const row = unit.tx.maybe(R"sql(SELECT number, service FROM cases WHERE id = $1 AND is_open = 0)sql", id);
  if (!row) return 0;
  auto const service = row->get<std::string>(1);
  auto const people = people_of(unit.tx, id);
  auto const events = unit.tx.values<EventId>(R"sql(SELECT id FROM events WHERE case_id = $1 ORDER BY id)sql", id);
  keep_what_figures_need(unit, id);
  note_files(unit, id);
  for (auto const event : events) remove_texts_sent(unit, event);
  remove_zones(unit, id);
  case_texts().remove(unit.tx, id.value);
  for (auto const& each : belongings())
    if (!each.of_case.text().empty()) unit.tx.run(each.of_case, id);
  Json const data{{"number", row->get<std::string>(0)}, {"service", service}, {"why", why}};
  append_removal(unit, {.type = "case.removed", .subject = {.case_id = id}, .data = data}, events);
  Removed removed{.cases = 1};
  for (auto const party : people)
    if (remove_if_alone(unit, party)) ++removed.people;
  log_removal(unit, why, service, removed);
  return removed.people;
}

std::size_t remove_loose_files(City& city) {
  std::size_t all = 0;
  while (!city.stopping)
    if (auto const some = remove_some_loose_files(city); some == 0) break;
    else all += some;
  return all;
}

void remove_loose_photos(City& city) { remove_loose_files(city); }

Removed remove_overdue(City& city) {
  auto const actor = system_actor("retention");
  auto const groups = run_view(city, actor, [&](View const& view) { return groups_over(view, city.clock().now()); });
  Removed all;
  // A main case goes after those that follow it; they may be of another service.
  for (auto before = all.cases + 1; before != all.cases && !city.stopping;) {
    before = all.cases;
    for (auto const& group : groups) {
      auto const removed = remove_group(city, actor, group);
      all.cases += removed.cases;
      all.people += removed.people;
    }
  }
  all.photos += remove_loose_files(city);
  if (all.cases > 0) log_info("requests past their time of keeping were removed", {{"requests", std::to_string(all.cases)}});
  return all;
}

void remove_overdue_nightly(City& city) {
  using std::chrono::hours;
  forget_waiting(city);
  remove_put_away(city);
  auto const actor = system_actor("retention");
  // The night that ends at one o'clock belongs to the day before.
  auto const night = today(city, city.clock().now() - hours{1});
  auto const last = run_view(city, actor, [](View const& view) {
    return view.reader.value<std::optional<std::int64_t>>(R"sql(SELECT max(day) FROM removal_log WHERE why = 'run')sql");
  });
  if (last && *last >= night) return;
  // A city that never removed anything, because it was just updated, has a day to look at what would go.
  if (last) remove_overdue(city);
  if (city.stopping) return;  // goes on after the next start
  run_unit(city, actor, [&](Unit& unit) {
    unit.tx.run(R"sql(INSERT INTO removal_log (day, why, service, cases, people, photos) VALUES ($1, 'run', '', 0, 0, 0)
                      ON CONFLICT (day, why, service) DO NOTHING)sql",
                night);
  });
}

}  // namespace cityhall
