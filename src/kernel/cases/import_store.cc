#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/import.h"
#include "kernel/cases/state.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/events/rows.h"
#include "kernel/places/zone.h"

namespace cityhall {
namespace {

/// What all rows of one import share.
struct Importing {
  Unit& unit;
  std::string source;
  std::shared_ptr<DefinitionSet const> definitions;
  std::shared_ptr<ZoneSet const> zones;
  std::string language;
};

std::string fault_of(Importing const& importing, ImportedCase const& row, DefinitionPtr const& definition) {
  if (row.external_id.empty()) return "there is no id of the other system";
  if (!definition) return "there is no service “" + std::string{row.service} + "”";
  if (row.opened_at == Time{}) return "there is no time of opening";
  if (row.opened_at > importing.unit.now + std::chrono::hours{24}) return "it was opened in the future";
  if (row.closed_at && *row.closed_at < row.opened_at) return "it was closed before it was opened";
  if (row.point && !(std::abs(row.point->latitude) <= 90 && std::abs(row.point->longitude) <= 180)) return "its place is not on the earth";
  for (auto const text : {row.description, row.title, row.address, row.closing_message})
    if (!is_utf8(text)) return "it holds text that is not UTF-8";
  return {};
}

std::string end_state(Definition const& definition) {
  for (auto const& state : definition.workflow.states)
    if (is_closed_state(state)) return state.id;
  return definition.workflow.start;
}

void find_queue(Importing const& importing, Case& report, ImportedCase const& row) {
  auto const& definition = *report.definition;
  report.queue = row.queue;
  report.owner = row.owner.empty() ? definition.owner : std::string{row.owner};
  if (!report.queue.empty()) return;
  report.queue = definition.owner;
  if (definition.route.empty()) return;
  auto const facts = facts_of(importing.unit.city, report, {}, importing.unit.now);
  auto const routing = route(definition, facts);
  report.queue = routing.queue;
}

Case case_from(Importing const& importing, ImportedCase const& row, DefinitionPtr const& definition) {
  Case report{.service = definition->id,
              .version = definition->version,
              .definition = definition,
              .state = row.closed_at ? end_state(*definition) : definition->workflow.start,
              .status = row.closed_at ? CaseStatus::closed : CaseStatus::open,
              .channel = row.channel,
              .language = importing.language,
              .title = std::string{row.title},
              .description = std::string{row.description},
              .answers = "{}",
              .place = {.point = row.point, .address = std::string{row.address}, .zip = std::string{row.zip}},
              .agency = std::string{row.agency},
              .external_source = importing.source,
              .external_id = std::string{row.external_id},
              .opened_at = row.opened_at,
              .updated_at = row.updated_at.value_or(row.closed_at.value_or(row.opened_at)),
              .closed_at = row.closed_at,
              .due_at = row.due_at,
              .state_since = row.closed_at.value_or(row.opened_at),
              .outcome = row.closed_at && row.outcome.empty() ? "closed" : std::string{row.outcome},
              .closing_message = std::string{row.closing_message}};
  if (row.point)
    for (auto const* zone : importing.zones->at(*row.point)) report.zones.push_back(zone->id);
  find_queue(importing, report, row);
  return report;
}

Json summary(Case const& report) {
  Json data{{"service", report.service}, {"opened_at", to_micros(report.opened_at)}};
  if (report.closed_at) data["closed_at"] = to_micros(*report.closed_at);
  if (report.due_at) data["due_at"] = to_micros(*report.due_at);
  return data;
}

void append_imported(Unit& unit, Case const& report, Json const* was) {
  auto data = summary(report);
  data["number"] = report.number;
  data["external_id"] = report.external_id;
  if (was != nullptr) data["was"] = *was;
  auto event = new_event(unit, "case.imported", {.case_id = report.id});
  event.data = to_text(data);
  insert_event(unit, event);
}

void add(Importing const& importing, Case& report, std::string_view number) {
  auto& unit = importing.unit;
  report.id = unit.city.ids().make<CaseId>();
  report.number = number.empty() ? next_number(unit, report.definition->number) : std::string{number};
  insert_case(unit, report, {});
  append_imported(unit, report, nullptr);
}

bool equal(Case const& a, Case const& b) {
  auto const fields = [](Case const& report) {
    return std::tie(report.service, report.status, report.title, report.description, report.place.point, report.place.address,
                    report.place.zip, report.agency, report.opened_at, report.closed_at, report.due_at, report.outcome,
                    report.closing_message, report.owner);
  };
  return fields(a) == fields(b);
}

/// The other system's word replaces ours in what it knows; what our staff did here (queue, priority, assignee) stays.
void update(Importing const& importing, Case const& before, Case& report) {
  auto& unit = importing.unit;
  report.id = before.id;
  report.number = before.number;
  report.revision = before.revision;
  report.queue = before.queue;
  report.priority = before.priority;
  report.assignee = before.assignee;
  if (report.status == before.status && report.service == before.service) report.state = before.state;
  auto const changed_at = report.updated_at;
  unit.tx.run(
      R"sql(UPDATE cases SET title = $2, description = $3, latitude = $4, longitude = $5, address = $6, zip = $7, agency = $8, opened_at = $9
            WHERE id = $1)sql",
      report.id, report.title, report.description, report.place.point ? std::optional{report.place.point->latitude} : std::nullopt,
      report.place.point ? std::optional{report.place.point->longitude} : std::nullopt, report.place.address, report.place.zip,
      report.agency, report.opened_at);
  save(unit, report);
  unit.tx.run(R"sql(UPDATE cases SET updated_at = $2 WHERE id = $1)sql", report.id, changed_at);
  auto const was = summary(before);
  append_imported(unit, report, &was);
}

std::string take(Importing const& importing, ImportedCase const& row, ImportCount& count) {
  auto const definition = importing.definitions->find(row.service);
  if (auto fault = fault_of(importing, row, definition); !fault.empty()) return fault;
  auto const view = view_of(importing.unit);
  auto const known = case_id_by_external(view, importing.source, row.external_id);
  if (!known && !row.number.empty() && case_id_by_number(view, row.number))
    return "the number " + std::string{row.number} + " is taken by another request";
  auto report = case_from(importing, row, definition);
  if (!known) {
    add(importing, report, row.number);
    ++count.added;
    return {};
  }
  auto const before = load_case(view, *known);
  if (equal(before, report)) {
    ++count.unchanged;
    return {};
  }
  update(importing, before, report);
  ++count.updated;
  return {};
}

}  // namespace

ImportCount import_cases(Unit& unit, std::string_view source, std::span<ImportedCase const> rows) {
  require(unit.actor, "issues.import");
  if (source.empty()) throw invalid("import.source", _("An import needs the name of the system that the cases come from."));
  Importing const importing{.unit = unit,
                            .source = std::string{source},
                            .definitions = unit.city.definitions.get(),
                            .zones = unit.city.zones.get(),
                            .language = unit.city.settings.get()->default_language()};
  ImportCount count;
  for (std::size_t index = 0; index < rows.size(); ++index)
    if (auto fault = take(importing, rows[index], count); !fault.empty()) count.rejected.emplace_back(index, std::move(fault));
  unit.tx.after_commit([&city = unit.city] { city.wake_jobs(); });
  return count;
}

}  // namespace cityhall
