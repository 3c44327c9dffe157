#include "kernel/cases/incident.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/inbox.h"
#include "kernel/city.h"
#include "kernel/places/cell.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

std::string services_text(std::vector<std::string> const& services) { return services.empty() ? "" : "," + join(services, ",") + ","; }

std::vector<std::string> services_from(std::string_view text) {
  std::vector<std::string> services;
  for (auto const part : split(text, ','))
    if (!part.empty()) services.emplace_back(part);
  return services;
}

template <class AnyRow>
Incident incident_from(View const& view, AnyRow const& row) {
  Incident incident{.id = row.template get<CaseId>(0),
                    .number = row.template get<std::string>(1),
                    .title = row.template get<std::string>(2),
                    .services = services_from(row.template get<std::string>(3)),
                    .within_m = row.template get<double>(4),
                    .made_at = row.template get<Time>(5),
                    .note = row.template get<std::string>(6),
                    .is_public = row.template get<bool>(7)};
  incident.reports = count_members(view, incident.id);
  return incident;
}

void check(Case const& report, NewIncident const& incident) {
  std::vector<FieldError> errors;
  auto const title = trim(incident.title);
  if (title.empty()) errors.push_back({"title", "required", _("Say in a few words what happened.")});
  if (length(title) > 120) errors.push_back({"title", "too_long", _("Write at most 120 characters.")});
  if (incident.within_m < 0 || incident.within_m > 50'000) errors.push_back({"within_m", "range", _("Give meters, at most 50,000.")});
  if (incident.within_m > 0 && !report.place.point)
    errors.push_back({"within_m", "no_place", _("This request has no place on the map, so nothing can be near it.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

bool is_incident(View const& view, CaseId id) {
  return view.reader.maybe(R"sql(SELECT case_id FROM incidents WHERE case_id = $1)sql", id).has_value();
}

/// The nearest open incident that waits for reports like this one. CROSS JOIN keeps the order of the tables: the few incidents first, or
/// every new request would look through all that are open.
std::optional<CaseId> incident_near(Unit& unit, Case const& report) {
  std::optional<CaseId> nearest;
  double least = 0;
  for (auto const row : unit.tx.query(
           R"sql(SELECT incidents.case_id, incidents.within_m, cases.latitude, cases.longitude FROM incidents
                 CROSS JOIN cases
                 WHERE cases.id = incidents.case_id AND incidents.within_m > 0 AND cases.is_open = 1 AND cases.latitude IS NOT NULL
                   AND incidents.services LIKE $1 AND cases.id <> $2)sql",
           "%," + report.service + ",%", report.id)) {
    auto const away = metres_between({row.get<double>(2), row.get<double>(3)}, *report.place.point);
    if (away > row.get<double>(1) || (nearest && away >= least)) continue;
    nearest = row.get<CaseId>(0);
    least = away;
  }
  return nearest;
}

}  // namespace

void declare_incident(Unit& unit, Case& report, NewIncident const& incident) {
  require(unit.actor, "issues.triage");
  refuse_member(view_of(unit), report);
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  check(report, incident);
  auto const title = std::string{trim(incident.title)};
  unit.tx.run(
      R"sql(INSERT INTO incidents (case_id, title, services, within_m, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (case_id) DO UPDATE SET title = excluded.title, services = excluded.services, within_m = excluded.within_m)sql",
      report.id, title, services_text(incident.services), incident.within_m, unit.now, unit.actor.name);
  unit.tx.run(R"sql(UPDATE cases SET title = $2 WHERE id = $1)sql", report.id, title);
  report.title = title;
  save(unit, report);
  append(unit, "incident.declared", {.case_id = report.id},
         Json{{"title", title}, {"within_m", incident.within_m}, {"services", incident.services}});
}

std::optional<Incident> incident_of(View const& view, CaseId id) {
  auto const row = view.reader.maybe(
      R"sql(SELECT incidents.case_id, cases.number, incidents.title, incidents.services, incidents.within_m, incidents.made_at,
              cases.public_note, cases.is_public
            FROM incidents JOIN cases ON cases.id = incidents.case_id WHERE incidents.case_id = $1)sql",
      id);
  return row ? std::optional{incident_from(view, *row)} : std::nullopt;
}

std::vector<Incident> open_incidents(View const& view) {
  std::vector<Incident> incidents;
  for (auto const row : view.reader.query(
           R"sql(SELECT incidents.case_id, cases.number, incidents.title, incidents.services, incidents.within_m, incidents.made_at,
                   cases.public_note, cases.is_public FROM incidents CROSS JOIN cases
                 WHERE cases.id = incidents.case_id AND cases.is_open = 1 ORDER BY incidents.made_at DESC, incidents.case_id DESC)sql"))
    incidents.push_back(incident_from(view, row));
  return incidents;
}

std::vector<CaseId> reports_in_reach(View const& view, Case const& incident, IncidentReach const& reach, std::size_t most) {
  bool const any = !reach.service.empty() || reach.within_m > 0 || reach.zone || reach.since != Time{} || !trim(reach.text).empty();
  if (!any) return {};
  InboxFilter filter{.service = reach.service, .zone = reach.zone, .text = reach.text, .sort = InboxSort::newest};
  std::vector<CaseId> found;
  PageKey key{.size = 200};
  for (int pages = 0; pages < 25 && found.size() < most; ++pages) {
    auto const page = inbox(view, filter, key, "en");
    for (auto const& row : page.rows) {
      if (row.opened_at < reach.since) return found;
      bool const near =
          reach.within_m <= 0 || (row.point && incident.place.point && metres_between(*row.point, *incident.place.point) <= reach.within_m);
      if (row.id == incident.id || !near || found.size() >= most || is_incident(view, row.id)) continue;
      found.push_back(row.id);
    }
    if (page.next.empty()) break;
    key.after = page.next;
  }
  return found;
}

Joined attach_reports(Unit& unit, Case const& incident, std::vector<CaseId> const& reports) {
  require(unit.actor, "issues.triage");
  Joined result;
  for (auto const id : reports) {
    auto report = load_case(view_of(unit), id);
    try {
      unit.tx.attempt([&] { merge(unit, report, incident, Bond::incident); });
      ++result.joined;
    } catch (Refusal const&) {
      result.left_out.push_back(report.number);
    }
  }
  return result;
}

void join_incident(Unit& unit, Event const& event) {
  // Most of the time no incident waits for reports.
  if (!unit.tx.maybe(R"sql(SELECT case_id FROM incidents WHERE within_m > 0 LIMIT 1)sql")) return;
  auto report = load_case(view_of(unit), event.subject.case_id);
  if (report.closed() || report.main || !report.place.point || report.channel == Channel::import) return;
  if (is_incident(view_of(unit), report.id)) return;
  if (auto const incident = incident_near(unit, report)) merge(unit, report, load_case(view_of(unit), *incident), Bond::incident);
}

}  // namespace cityhall
