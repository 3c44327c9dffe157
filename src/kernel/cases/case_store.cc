#include <charconv>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/cell.h"

namespace cityhall {
namespace {

std::optional<double> latitude_of(Place const& place) { return place.point ? std::optional{place.point->latitude} : std::nullopt; }
std::optional<double> longitude_of(Place const& place) { return place.point ? std::optional{place.point->longitude} : std::nullopt; }
std::optional<std::int64_t> cell_of(Place const& place) { return place.point ? std::optional{cell_of(*place.point)} : std::nullopt; }
std::optional<PartyId> reporter_of(Case const& report) { return report.reporter ? std::optional{report.reporter} : std::nullopt; }

std::vector<ZoneId> zones_from(std::string_view text) {
  std::vector<ZoneId> zones;
  for (auto const part : split(text, ','))
    if (auto const id = parse_id(part)) zones.push_back(ZoneId{id});
  return zones;
}

DefinitionPtr pinned(City& city, std::string const& service, int version) {
  if (auto found = city.definitions.get()->find(service, version)) return found;
  throw unavailable(
      "definition.missing",
      _("Version {version} of the service “{service}” is missing.").with("version", std::to_string(version)).with("service", service),
      _("Restore the service file: cases depend on it."));
}

[[noreturn]] void refuse_changed() {
  throw conflict("case.changed", _("Somebody else has changed this request meanwhile."), _("Look at what happened, then try again."));
}

}  // namespace

bool is_public(Definition const& definition) { return !definition.publish.dataset.empty(); }

bool shows_photos(Definition const& definition) {
  auto const& hide = definition.publish.hide;
  return is_public(definition) && std::find(hide.begin(), hide.end(), "photo") == hide.end();
}

std::string zones_text(std::vector<ZoneId> const& zones) {
  std::string text;
  for (auto const zone : zones) {
    if (text.empty()) text = ",";
    text += to_text(zone) + ',';
  }
  return text;
}

void insert_case(Unit& unit, Case const& fresh, NewRow const& row) {
  unit.tx.run(
      R"sql(INSERT INTO cases (id, number, service, version, state, is_open, is_public, priority, queue, owner, handoff, assignee, channel,
              language, latitude, longitude, cell, opened_at, updated_at, closed_at, due_at, due_key, sla_period, paused_left,
              overdue_told, state_since, moves_at, reporter_id, revision, zones, outcome, address_id, address, zip, agency,
              external_source, external_id, title, closing_message, public_note, description, answers)
            VALUES ($1, $2, $3, $4, $5, $6, $41, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, 0,
              $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40))sql",
      fresh.id, fresh.number, fresh.service, fresh.version, fresh.state, !fresh.closed(), fresh.priority, fresh.queue, fresh.owner,
      fresh.handoff, fresh.assignee, to_text(fresh.channel), fresh.language, latitude_of(fresh.place), longitude_of(fresh.place),
      cell_of(fresh.place), fresh.opened_at, fresh.updated_at, fresh.closed_at, fresh.due_at, due_key(fresh), fresh.clock.period,
      fresh.clock.left_us, fresh.state_since, fresh.clock.moves_at, reporter_of(fresh), fresh.revision, zones_text(fresh.zones),
      fresh.outcome, fresh.place.address_id, fresh.place.address, fresh.place.zip, fresh.agency, fresh.external_source, fresh.external_id,
      fresh.title, fresh.closing_message, fresh.public_note, fresh.description, fresh.answers, is_public(*fresh.definition));
  insert_zones(unit, fresh);
  if (row.reporter_name.empty() && row.personal_answers.size() <= 2) return;
  unit.tx.run(R"sql(INSERT INTO case_people (case_id, reporter_name, answers) VALUES ($1, $2, $3))sql", fresh.id, row.reporter_name,
              row.personal_answers);
}

void insert_zones(Unit& unit, Case const& report) {
  for (auto const zone : report.zones)
    unit.tx.run(
        R"sql(INSERT INTO case_zones (zone_id, opened_at, case_id) VALUES ($1, $2, $3)
              ON CONFLICT (zone_id, opened_at, case_id) DO NOTHING)sql",
        zone, report.opened_at, report.id);
}

void save(Unit& unit, Case& report) {
  report.updated_at = unit.now;
  auto const changed = unit.tx.run(
      R"sql(UPDATE cases SET service = $3, version = $4, is_public = $24, state = $5, is_open = $6, priority = $7, queue = $8, owner = $9, handoff = $10,
              assignee = $11, updated_at = $12, main_id = $25, closed_at = $13, due_at = $14, due_key = $15, sla_period = $16,
              paused_left = $17,
              state_since = $18, moves_at = $19, outcome = $20, closing_message = $21, public_note = $22, answers = $23, revision = $2 + 1
            WHERE id = $1 AND revision = $2)sql",
      report.id, report.revision, report.service, report.version, report.state, !report.closed(), report.priority, report.queue,
      report.owner, report.handoff, report.assignee, report.updated_at, report.closed_at, report.due_at, due_key(report),
      report.clock.period, report.clock.left_us, report.state_since, report.clock.moves_at, report.outcome, report.closing_message,
      report.public_note, report.answers, is_public(*report.definition), report.main);
  if (changed == 0) refuse_changed();
  ++report.revision;
}

DefinitionPtr definition_of(View const& view, CaseId id) {
  auto const row = view.reader.maybe(R"sql(SELECT service, version FROM cases WHERE id = $1)sql", id);
  if (!row) throw not_found();
  return pinned(view.city, row->get<std::string>(0), row->get<int>(1));
}

store::Query select_cases() {
  return store::Query{
      R"sql(SELECT id, number, service, version, state, is_open, priority, queue, owner, handoff, assignee, main_id, channel, language,
              latitude, longitude, opened_at, updated_at, closed_at, due_at, sla_period, paused_left, state_since, moves_at, reporter_id,
              revision, zones, outcome, address_id, address, zip, agency, external_source, external_id, title, closing_message, public_note,
              description, answers FROM cases)sql"};
}

Case case_from(City& city, store::Row const& row) {
  Case report;
  int column = 0;
  auto const next = [&]<class T>(T& field) { field = row.get<T>(column++); };
  next(report.id);
  next(report.number);
  next(report.service);
  next(report.version);
  next(report.state);
  report.status = row.get<bool>(column++) ? CaseStatus::open : CaseStatus::closed;
  next(report.priority);
  next(report.queue);
  next(report.owner);
  next(report.handoff);
  next(report.assignee);
  next(report.main);
  report.channel = channel_from(row.get<std::string_view>(column++));
  next(report.language);
  auto const latitude = row.get<std::optional<double>>(column++);
  auto const longitude = row.get<std::optional<double>>(column++);
  if (latitude && longitude) report.place.point = Point{*latitude, *longitude};
  next(report.opened_at);
  next(report.updated_at);
  next(report.closed_at);
  next(report.due_at);
  next(report.clock.period);
  next(report.clock.left_us);
  next(report.state_since);
  next(report.clock.moves_at);
  report.reporter = row.get<std::optional<PartyId>>(column++).value_or(PartyId{});
  next(report.revision);
  report.zones = zones_from(row.get<std::string_view>(column++));
  next(report.outcome);
  next(report.place.address_id);
  next(report.place.address);
  next(report.place.zip);
  next(report.agency);
  next(report.external_source);
  next(report.external_id);
  next(report.title);
  next(report.closing_message);
  next(report.public_note);
  next(report.description);
  next(report.answers);
  report.definition = pinned(city, report.service, report.version);
  return report;
}

void begin_pause(Unit& unit, Case const& report, std::optional<Time> due_before) {
  unit.tx.run(
      R"sql(INSERT INTO case_pauses (case_id, paused_at, due_before) VALUES ($1, $2, $3) ON CONFLICT (case_id, paused_at) DO NOTHING)sql",
      report.id, unit.now, due_before);
}

void end_pause(Unit& unit, Case const& report) {
  unit.tx.run(R"sql(UPDATE case_pauses SET resumed_at = $2, due_after = $3 WHERE case_id = $1 AND resumed_at IS NULL)sql", report.id,
              unit.now, report.due_at);
}

}  // namespace cityhall
