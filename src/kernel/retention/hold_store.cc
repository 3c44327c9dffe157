#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/retention/hold.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::size_t reason_most = 1000;

std::string checked_reason(std::string_view reason) {
  auto const clean = trim(reason);
  if (clean.empty()) throw invalid_fields({{"reason", "required", _("Say why it must be kept.")}});
  if (length(clean) > reason_most) throw invalid_fields({{"reason", "too_long", _("Use at most 1,000 characters.")}});
  return std::string{clean};
}

[[noreturn]] void refuse_doubled() {
  throw conflict("hold.doubled", _("It is on hold already."), _("Lift that hold first, or leave it as it is."));
}

store::Query select_holds() {
  return store::Query{R"sql(SELECT legal_holds.id, legal_holds.case_id, COALESCE(cases.number, ''), legal_holds.party_id,
                              COALESCE(NULLIF(parties.name, ''), (SELECT min(value) FROM party_contacts WHERE party_id = parties.id), ''),
                              legal_holds.reason, legal_holds.set_at, legal_holds.set_by
                            FROM legal_holds LEFT JOIN cases ON cases.id = legal_holds.case_id
                              LEFT JOIN parties ON parties.id = legal_holds.party_id)sql"};
}

std::vector<LegalHold> read_holds(View const& view, store::Query const& query) {
  std::vector<LegalHold> holds;
  for (auto const row : view.reader.query(query)) {
    auto [id, case_id, number, party, person, reason, at, by] =
        row.as<std::int64_t, CaseId, std::string, PartyId, std::string, std::string, Time, std::string>();
    holds.push_back({id, case_id, std::move(number), party, std::move(person), std::move(reason), at, std::move(by)});
  }
  return holds;
}

/// On either a request or a person.
void set_hold(Unit& unit, CaseId case_id, PartyId party, std::string const& reason) {
  auto const id = unit.city.ids().next();
  unit.tx.run(
      R"sql(INSERT INTO legal_holds (id, case_id, party_id, reason, set_at, set_by, lifted_by) VALUES ($1, $2, $3, $4, $5, $6, ''))sql", id,
      case_id, party, reason, unit.now, unit.actor.name);
  append(unit, "hold.set", {.case_id = case_id, .party_id = party}, Json{{"hold", std::to_string(id)}, {"reason", reason}});
}

}  // namespace

void hold_case(Unit& unit, Case const& report, std::string_view reason) {
  require(unit.actor, "records.hold");
  auto const clean = checked_reason(reason);
  if (unit.tx.maybe(R"sql(SELECT id FROM legal_holds WHERE case_id = $1 AND lifted_at IS NULL)sql", report.id)) refuse_doubled();
  set_hold(unit, report.id, {}, clean);
}

void hold_party(Unit& unit, PartyId party, std::string_view reason) {
  require(unit.actor, "records.hold");
  auto const clean = checked_reason(reason);
  if (unit.tx.maybe(R"sql(SELECT id FROM legal_holds WHERE party_id = $1 AND lifted_at IS NULL)sql", party)) refuse_doubled();
  set_hold(unit, {}, party, clean);
}

void lift_hold(Unit& unit, std::int64_t id) {
  require(unit.actor, "records.hold");
  auto const row = unit.tx.maybe(R"sql(SELECT case_id, party_id FROM legal_holds WHERE id = $1 AND lifted_at IS NULL)sql", id);
  if (!row) throw not_found();
  unit.tx.run(R"sql(UPDATE legal_holds SET lifted_at = $2, lifted_by = $3 WHERE id = $1)sql", id, unit.now, unit.actor.name);
  append(unit, "hold.lifted", {.case_id = row->get<CaseId>(0), .party_id = row->get<PartyId>(1)}, Json{{"hold", std::to_string(id)}});
}

std::vector<LegalHold> active_holds(View const& view, std::size_t most) {
  require(view.actor, "records.see");
  return read_holds(view, select_holds().where("lifted_at IS NULL").order_by("legal_holds.id DESC").limit(static_cast<std::int64_t>(most)));
}

std::vector<LegalHold> holds_on(View const& view, Case const& report) {
  auto holds = read_holds(view, select_holds().where("lifted_at IS NULL").where("legal_holds.case_id = ?", report.id));
  auto const of_person = holds_on(view, report.reporter);
  holds.insert(holds.end(), of_person.begin(), of_person.end());
  return holds;
}

std::vector<LegalHold> holds_on(View const& view, PartyId party) {
  if (!party) return {};
  return read_holds(view, select_holds().where("lifted_at IS NULL").where("legal_holds.party_id = ?", party));
}

}  // namespace cityhall
