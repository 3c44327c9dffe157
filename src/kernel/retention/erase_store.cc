#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/forget.h"
#include "kernel/cases/case_text.h"
#include "kernel/city.h"
#include "kernel/events/removal.h"
#include "kernel/retention/belongings.h"
#include "kernel/retention/erase.h"
#include "kernel/retention/remove.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

Erasure erasure_of(store::Row const& row) {
  if (row.get<bool>(3)) return Erasure::is_open;
  if (row.get<std::int64_t>(4) > 0) return Erasure::is_held;
  if (row.get<std::int64_t>(5) > 0) return Erasure::has_open_work;
  return row.get<std::int64_t>(6) > 0 ? Erasure::is_talked_about : Erasure::forgets;
}

std::size_t counted(View const& view, store::Sql sql, PartyId party) {
  return static_cast<std::size_t>(view.reader.value<std::int64_t>(sql, party));
}

/// What was said in the course of these requests, about the person elsewhere, and what they did with their account.
std::vector<EventId> events_to_empty(Unit& unit, PartyId party, ErasurePlan const& plan) {
  std::set<EventId> events;
  auto const held = unit.tx.values<CaseId>(R"sql(SELECT case_id FROM held_cases)sql");
  std::set<CaseId> stays{held.begin(), held.end()};
  for (auto const& report : plan.reports) {
    if (report.what != Erasure::forgets) {
      stays.insert(report.id);
      continue;
    }
    for (auto const id : unit.tx.values<EventId>(R"sql(SELECT id FROM events WHERE case_id = $1)sql", report.id)) events.insert(id);
  }
  for (auto const row : unit.tx.query(R"sql(
         SELECT id, case_id FROM events WHERE party_id = $1 AND type <> 'person.erased'
         UNION SELECT id, case_id FROM events WHERE account_id IS NOT NULL AND actor_kind <> 2
               AND account_id IN (SELECT id FROM accounts WHERE party_id = $1 AND party_id <> 0 AND kind = 'resident'))sql",
                                      party))
    if (!stays.contains(row.get<std::optional<CaseId>>(1).value_or(CaseId{}))) events.insert(row.get<EventId>(0));
  return {events.begin(), events.end()};
}

/// Photos that nobody may see from now on; the job looks whether something else shows them before they go.
void hide_photos(Unit& unit, CaseId id) {
  unit.tx.run(R"sql(INSERT INTO loose_files (file_id) SELECT file_id FROM case_files WHERE case_id = $1 AND purpose = 'reported'
                    ON CONFLICT (file_id) DO NOTHING)sql",
              id);
  unit.tx.run(R"sql(UPDATE files SET visibility = 'hidden'
                    WHERE id IN (SELECT file_id FROM case_files WHERE case_id = $1 AND purpose = 'reported')
                      AND NOT EXISTS (SELECT 1 FROM case_files WHERE case_files.file_id = files.id AND case_files.case_id <> $1))sql",
              id);
}

void forget_report(Unit& unit, CaseId id) {
  hide_photos(unit, id);
  for (auto const& files : unit.tx.values<std::string>(R"sql(SELECT files FROM incoming_messages WHERE case_id = $1 AND files <> '')sql", id))
    loosen_files(unit, files);
  for (auto const& each : belongings())
    if (!each.of_report.text().empty()) unit.tx.run(each.of_report, id);
  index_case(unit, {.subject = {.case_id = id}});
}

/// While a request is open, the city must be able to answer: names and addresses stay so long.
bool needed_for_answers(std::string_view table) {
  constexpr std::array needed{"parties", "party_contacts", "text_wishes", "notice_stops", "notice_paces", "legal_holds"};
  return std::find(needed.begin(), needed.end(), table) != needed.end();
}

void forget_party(Unit& unit, PartyId party, ErasurePlan const& plan) {
  if (!plan.waits()) forget_resident_accounts(unit, party);
  if (plan.keeps_person()) return forget_rows_of(unit, party, needed_for_answers);
  forget_rows_of(unit, party, [](std::string_view) { return false; });
}

/// Requests on hold that others reported, and that say something about this person.
std::size_t held_requests_of_others(View const& view, PartyId party) {
  return counted(view,
                 R"sql(
    SELECT count(*) FROM (
      SELECT case_id FROM case_followers WHERE party_id = $1
      UNION SELECT case_id FROM notice_stops WHERE party_id = $1
      UNION SELECT case_id FROM case_supports WHERE supporter = 'party/' || CAST($1 AS TEXT)
      UNION SELECT case_id FROM interactions WHERE party_id = $1
      UNION SELECT case_id FROM interactions
            WHERE caller_key <> '' AND caller_key IN (SELECT folded FROM party_contacts WHERE party_id = $1)
      UNION SELECT case_id FROM incoming_messages
            WHERE sender_contact <> '' AND sender_contact IN (SELECT folded FROM party_contacts WHERE party_id = $1)
      UNION SELECT case_id FROM notices
            WHERE email IN (SELECT folded FROM party_contacts WHERE party_id = $1 AND kind = 'email')
      UNION SELECT case_id FROM events WHERE party_id = $1) mentioned
    WHERE case_id IN (SELECT case_id FROM held_cases)
      AND case_id NOT IN (SELECT id FROM cases WHERE reporter_id = $1))sql",
                 party);
}

/// By what modules find what they keep about somebody whom no row names any more.
std::vector<std::string> contacts_that_go(Unit& unit, PartyId party) {
  return unit.tx.values<std::string>(R"sql(SELECT folded FROM party_contacts
                                           WHERE party_id = $1 AND folded NOT IN (SELECT folded FROM held_contacts))sql",
                                     party);
}

}  // namespace

std::vector<std::string> take_erased_contacts(Unit& unit, EventId erased) {
  auto contacts = unit.tx.values<std::string>(R"sql(SELECT folded FROM erased_contacts WHERE event_id = $1)sql", erased);
  unit.tx.run(R"sql(DELETE FROM erased_contacts WHERE event_id = $1)sql", erased);
  return contacts;
}

std::size_t ErasurePlan::count(Erasure what) const {
  return static_cast<std::size_t>(std::count_if(reports.begin(), reports.end(), [&](Report const& report) { return report.what == what; }));
}

bool ErasurePlan::waits() const {
  return held_elsewhere + talks + call_backs + being_sent > 0 || count(Erasure::forgets) != reports.size();
}

bool ErasurePlan::keeps_person() const { return is_staff || waits(); }

namespace {

void count_contacts(View const& view, PartyId party, ErasurePlan& plan) {
  plan.contacts = counted(view, R"sql(SELECT count(DISTINCT interaction_id) FROM contacts_of_people WHERE party_id = $1)sql", party);
  plan.talks = counted(view,
                       R"sql(SELECT count(*) FROM interactions
                             WHERE ended_at IS NULL AND id IN (SELECT interaction_id FROM contacts_of_people WHERE party_id = $1))sql",
                       party);
  plan.call_backs = counted(view,
                            R"sql(SELECT count(*) FROM call_backs
                                  WHERE ended_at IS NULL AND id IN (SELECT call_back_id FROM call_backs_of_people WHERE party_id = $1))sql",
                            party);
  plan.being_sent = counted(view,
                            R"sql(SELECT (SELECT count(*) FROM notices
                                          WHERE state = 'sending'
                                            AND email IN (SELECT folded FROM party_contacts WHERE party_id = $1 AND kind = 'email'))
                                       + (SELECT count(*) FROM provider_requests
                                          WHERE state = 'sending'
                                            AND phone IN (SELECT phone FROM numbers_of_people WHERE party_id = $1)))sql",
                            party);
}

}  // namespace

ErasurePlan erasure_plan(View const& view, PartyId party) {
  require(view.actor, "records.erase");
  if (!view.reader.maybe(R"sql(SELECT id FROM parties WHERE id = $1)sql", party)) throw not_found();
  ErasurePlan plan;
  for (auto const row : view.reader.query(R"sql(
         SELECT id, number, service, is_open,
           CASE WHEN id IN (SELECT case_id FROM held_cases) THEN 1 ELSE 0 END,
           (SELECT count(*) FROM tasks WHERE tasks.case_id = cases.id AND tasks.is_over = 0),
           CASE WHEN id IN (SELECT case_id FROM cases_in_contact) THEN 1 ELSE 0 END
         FROM cases WHERE reporter_id = $1 ORDER BY id DESC)sql",
                                          party))
    plan.reports.push_back({row.get<CaseId>(0), row.get<std::string>(1), row.get<std::string>(2), erasure_of(row)});
  plan.followed = counted(view, R"sql(SELECT count(*) FROM case_followers WHERE party_id = $1)sql", party);
  plan.held_elsewhere = held_requests_of_others(view, party);
  plan.subscriptions = counted(view, R"sql(SELECT count(*) FROM subscriptions WHERE party_id = $1)sql", party);
  count_contacts(view, party, plan);
  plan.accounts = counted(view, R"sql(SELECT count(*) FROM accounts WHERE party_id = $1 AND kind = 'resident')sql", party);
  plan.is_staff = counted(view, R"sql(SELECT count(*) FROM accounts WHERE party_id = $1 AND kind <> 'resident')sql", party) > 0;
  plan.held = counted(view, R"sql(SELECT count(*) FROM legal_holds WHERE party_id = $1 AND lifted_at IS NULL)sql", party) > 0;
  return plan;
}

ErasurePlan erase_person(Unit& unit, PartyId party) {
  auto const plan = erasure_plan(view_of(unit), party);
  if (plan.held) throw conflict("erasure.held", _("A legal hold is on this person: nothing about them may go."), _("Lift the hold first."));
  auto const events = events_to_empty(unit, party, plan);
  auto const contacts = contacts_that_go(unit, party);
  for (auto const& report : plan.reports)
    if (report.what == Erasure::forgets) forget_report(unit, report.id);
  for (auto const event : events) remove_texts_sent(unit, event);
  forget_party(unit, party, plan);
  Json const data{{"requests", plan.count(Erasure::forgets)}, {"stay", plan.reports.size() - plan.count(Erasure::forgets)}};
  auto const told = append_removal(unit, {.type = "person.erased", .subject = {.party_id = party}, .data = data}, events);
  for (auto const& contact : contacts)
    unit.tx.run(R"sql(INSERT INTO erased_contacts (event_id, folded) VALUES ($1, $2) ON CONFLICT (event_id, folded) DO NOTHING)sql", told,
                contact);
  if (plan.waits())
    unit.tx.run(R"sql(INSERT INTO erasure_wishes (party_id, wished_at) VALUES ($1, $2) ON CONFLICT (party_id) DO NOTHING)sql", party,
                unit.now);
  else unit.tx.run(R"sql(DELETE FROM erasure_wishes WHERE party_id = $1)sql", party);
  log_removal(unit, "wish", "", {.cases = plan.count(Erasure::forgets), .people = plan.keeps_person() ? std::size_t{0} : std::size_t{1}});
  return plan;
}

void forget_waiting(City& city) {
  auto actor = system_actor("retention");
  auto const waiting = run_view(city, actor, [](View const& view) {
    return view.reader.values<PartyId>(R"sql(SELECT party_id FROM erasure_wishes ORDER BY party_id)sql");
  });
  for (auto const party : waiting) {
    if (city.stopping) return;
    run_unit(
        city, actor,
        [&](Unit& unit) {
          auto const is_there = unit.tx.maybe(R"sql(SELECT id FROM parties WHERE id = $1)sql", party).has_value();
          if (!is_there) unit.tx.run(R"sql(DELETE FROM erasure_wishes WHERE party_id = $1)sql", party);
          else if (auto const plan = erasure_plan(view_of(unit), party); !plan.held && !plan.waits()) erase_person(unit, party);
        },
        store::Lane::bulk);
  }
}

}  // namespace cityhall
