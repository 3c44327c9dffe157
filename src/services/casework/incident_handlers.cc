#include "services/casework/incident_handlers.h"

#include "base/text.h"
#include "kernel/cases/inbox_rows.h"
#include "services/casework/incident_pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

constexpr std::size_t shown_most = 200;

Case case_named(Call const& call, std::string_view number) {
  auto const id = case_id_by_number(call.view(), trim(number));
  if (!id) throw invalid_fields({{"number", "unknown", _("There is no request with this number.")}});
  return case_by_id(call.view(), *id);
}

struct IncidentForm {
  std::string number;
  std::string title;
  std::vector<std::string> services;
  std::optional<double> within_m;
};

web::Form<IncidentForm> incident_form() {
  return {web::field("number", &IncidentForm::number).required().most(40), web::field("title", &IncidentForm::title).required().most(120),
          web::field("services", &IncidentForm::services), web::field("within_m", &IncidentForm::within_m).least(0).most(50'000)};
}

struct Asked {
  IncidentReach reach{};
  std::int64_t hours = 0;
  bool any = false;
};

Asked asked_reach(Call const& call) {
  auto const& query = call.request.query;
  Asked asked{.reach = {.service = std::string{query.get("service")},
                        .within_m = static_cast<double>(parse_id(query.get("within_m"))),
                        .zone = ZoneId{parse_id(query.get("zone"))},
                        .text = std::string{trim(query.get("text"))}},
              .hours = parse_id(query.get("hours")),
              .any = query.has("service")};
  if (asked.hours > 0 && asked.hours <= 24 * 365) asked.reach.since = call.now - std::chrono::hours{asked.hours};
  return asked;
}

IncidentView view_of_incident(Call const& call, Case const& report) {
  auto incident = incident_of(call.view(), report.id);
  if (!incident) throw not_found(_("This request is no incident."));
  auto const asked = asked_reach(call);
  IncidentView view{.report = report,
                    .incident = std::move(*incident),
                    .members = members_of(call.view(), report.id),
                    .reach = asked.reach,
                    .hours = asked.hours,
                    .asked = asked.any};
  if (!asked.any) return view;
  for (auto const id : reports_in_reach(call.view(), report, asked.reach, shown_most))
    view.choice.push_back(inbox_row(call.view(), id, call.language));
  return view;
}

/// Numbers as people paste them: with blanks, commas or lines between.
std::vector<CaseId> pasted_numbers(Call const& call) {
  std::vector<CaseId> ids;
  std::string text{call.request.form.fields.get("numbers")};
  for (auto& letter : text)
    if (letter == ',' || letter == ';' || letter == '\n' || letter == '\r' || letter == '\t') letter = ' ';
  for (auto const word : split(text, ' ')) {
    if (trim(word).empty()) continue;
    auto const id = case_id_by_number(call.view(), trim(word));
    if (!id) throw invalid_fields({{"numbers", "unknown", _("There is no request {number}.").with("number", shorten(word, 40))}});
    ids.push_back(*id);
  }
  return ids;
}

}  // namespace

web::Response show_incidents(Call& call) { return incidents_page(call, {.incidents = open_incidents(call.view())}); }

web::Response create_incident(Call& call) {
  auto const form = web::read(incident_form(), call.request.form);
  auto report = case_named(call, form.number);
  auto unit = call.unit();
  declare_incident(unit, report, {.title = form.title, .services = form.services, .within_m = form.within_m.value_or(0)});
  return web::see_other(incident_path(report.number));
}

web::Response incidents_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  IncidentsView view{.incidents = open_incidents(call.view()),
                     .entered = {.values = call.request.form.fields, .errors = refusal.fields},
                     .status = refusal.kind == RefusalKind::conflict ? 409 : 422};
  if (view.entered.errors.empty()) view.entered.errors.push_back({"number", refusal.code, refusal.message});
  return incidents_page(call, view);
}

web::Response show_incident(Call& call) {
  auto const report = case_by_number(call.view(), call.path_value("number"));
  return incident_page(call, view_of_incident(call, report));
}

web::Response add_reports(Call& call) {
  auto const report = case_by_number(call.view(), call.path_value("number"));
  if (!incident_of(call.view(), report.id)) throw not_found(_("This request is no incident."));
  auto ids = pasted_numbers(call);
  for (auto const id : call.request.form.fields.all("reports")) ids.push_back(CaseId{parse_id(id)});
  if (ids.empty()) throw invalid_fields({{"numbers", "required", _("Choose reports, or enter their numbers.")}});
  auto unit = call.unit();
  auto const joined = attach_reports(unit, report, ids);
  return web::see_other(
      web::with_query(incident_path(report.number), {{"joined", std::to_string(joined.joined)}, {"left", join(joined.left_out, " ")}}));
}

web::Response incident_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto const report = case_by_number(call.view(), call.path_value("number"));
  auto view = view_of_incident(call, report);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  view.status = refusal.kind == RefusalKind::conflict ? 409 : 422;
  return incident_page(call, view);
}

}  // namespace cityhall
