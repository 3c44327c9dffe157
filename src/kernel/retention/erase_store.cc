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
  return row.get<std::int64_t>(5) > 0 ? Erasure::has_open_work : Erasure::forgets;
}

std::size_t counted(View const& view, store::Sql sql, PartyId party) {
  return static_cast<std::size_t>(view.reader.value<std::int64_t>(sql, party));
}

/// What was said in the course of these requests, and about the person elsewhere.
std::vector<EventId> events_to_empty(Unit& unit, PartyId party, ErasurePlan const& plan) {
  std::set<EventId> events;
  std::set<CaseId> stays;
  for (auto const& report : plan.reports) {
    if (report.what != Erasure::forgets) {
      stays.insert(report.id);
      continue;
    }
    for (auto const id : unit.tx.values<EventId>(R"sql(SELECT id FROM events WHERE case_id = $1)sql", report.id)) events.insert(id);
  }
  for (auto const row : unit.tx.query(R"sql(SELECT id, case_id FROM events WHERE party_id = $1 AND type <> 'person.erased')sql", party))
    if (!stays.contains(row.get<std::optional<CaseId>>(1).value_or(CaseId{}))) events.insert(row.get<EventId>(0));
  return {events.begin(), events.end()};
}

void forget_report(Unit& unit, CaseId id) {
  unit.tx.run(R"sql(INSERT INTO loose_files (file_id) SELECT file_id FROM case_files WHERE case_id = $1 AND purpose = 'reported'
                    ON CONFLICT (file_id) DO NOTHING)sql",
              id);
  for (auto const& each : belongings())
    if (!each.of_report.text().empty()) unit.tx.run(each.of_report, id);
  index_case(unit, {.subject = {.case_id = id}});
}

/// While a request is open, the city must be able to answer: names and addresses stay so long.
bool needed_for_answers(std::string_view table) {
  constexpr std::array needed{"parties", "party_contacts", "text_wishes", "notice_stops", "notice_paces", "legal_holds"};
  return std::find(needed.begin(), needed.end(), table) != needed.end();
}

void forget_party(Unit& unit, PartyId party, bool keeps_person) {
  if (!keeps_person) forget_resident_accounts(unit, party);
  for (auto const& each : belongings()) {
    if (each.of_party.text().empty() || (keeps_person && needed_for_answers(each.table))) continue;
    unit.tx.run(each.of_party, party);
  }
}

}  // namespace

std::size_t ErasurePlan::count(Erasure what) const {
  return static_cast<std::size_t>(std::count_if(reports.begin(), reports.end(), [&](Report const& report) { return report.what == what; }));
}

bool ErasurePlan::keeps_person() const { return is_staff || count(Erasure::forgets) != reports.size(); }

ErasurePlan erasure_plan(View const& view, PartyId party) {
  require(view.actor, "records.erase");
  if (!view.reader.maybe(R"sql(SELECT id FROM parties WHERE id = $1)sql", party)) throw not_found();
  ErasurePlan plan;
  for (auto const row : view.reader.query(R"sql(
         SELECT id, number, service, is_open,
           (SELECT count(*) FROM legal_holds WHERE legal_holds.case_id = cases.id AND lifted_at IS NULL),
           (SELECT count(*) FROM tasks WHERE tasks.case_id = cases.id AND tasks.is_over = 0)
         FROM cases WHERE reporter_id = $1 ORDER BY id DESC)sql",
                                          party))
    plan.reports.push_back({row.get<CaseId>(0), row.get<std::string>(1), row.get<std::string>(2), erasure_of(row)});
  plan.followed = counted(view, R"sql(SELECT count(*) FROM case_followers WHERE party_id = $1)sql", party);
  plan.subscriptions = counted(view, R"sql(SELECT count(*) FROM subscriptions WHERE party_id = $1)sql", party);
  plan.contacts = counted(view, R"sql(SELECT count(*) FROM interactions WHERE party_id = $1)sql", party);
  plan.accounts = counted(view, R"sql(SELECT count(*) FROM accounts WHERE party_id = $1 AND kind = 'resident')sql", party);
  plan.is_staff = counted(view, R"sql(SELECT count(*) FROM accounts WHERE party_id = $1 AND kind <> 'resident')sql", party) > 0;
  plan.held = counted(view, R"sql(SELECT count(*) FROM legal_holds WHERE party_id = $1 AND lifted_at IS NULL)sql", party) > 0;
  return plan;
}

ErasurePlan erase_person(Unit& unit, PartyId party) {
  auto const plan = erasure_plan(view_of(unit), party);
  if (plan.held) throw conflict("erasure.held", _("A legal hold is on this person: nothing about them may go."), _("Lift the hold first."));
  auto const events = events_to_empty(unit, party, plan);
  for (auto const& report : plan.reports)
    if (report.what == Erasure::forgets) forget_report(unit, report.id);
  for (auto const event : events) remove_texts_sent(unit, event);
  forget_party(unit, party, plan.keeps_person());
  Json const data{{"requests", plan.count(Erasure::forgets)}, {"stay", plan.reports.size() - plan.count(Erasure::forgets)}};
  append_removal(unit, {.type = "person.erased", .subject = {.party_id = party}, .data = data}, events);
  if (plan.keeps_person() && !plan.is_staff)
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
          else if (auto const plan = erasure_plan(view_of(unit), party); !plan.held && !plan.keeps_person()) erase_person(unit, party);
        },
        store::Lane::bulk);
  }
}

}  // namespace cityhall
