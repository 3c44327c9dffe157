#include "services/delegates/handlers.h"

#include <algorithm>
#include <charconv>

#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/run_unit.h"
#include "services/delegates/pages.h"
#include "services/delegates/table.h"

namespace cityhall::delegates {
namespace {

constexpr int table_rows_most = 40;

Delegation own_delegation(Call const& call) {
  auto const found = delegation_of(call.view(), call.actor);
  if (found) return *found;
  throw forbidden("delegation.none", _("You have no delegation: you report as a resident."),
                  _("Ask the city if you want to report for others."));
}

std::vector<DefinitionPtr> covered_services(Call const& call, Delegation const& delegation) {
  std::vector<DefinitionPtr> services;
  for (auto const& definition : call.city.definitions.get()->current()) {
    auto const& wanted = delegation.services;
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), definition->id) != wanted.end()) services.push_back(definition);
  }
  return services;
}

DefinitionPtr chosen_service(Call const& call, std::string_view id) { return call.city.definitions.get()->find(id); }

BatchId asked_batch(Call const& call) { return BatchId{parse_id(call.path_value("batch"))}; }

int number_in(std::string_view text, int fallback, int most) {
  int value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, 1, most);
}

int table_rows(web::Parameters const& fields) { return number_in(fields.get("rows"), 5, table_rows_most); }

/// What was typed into the rows of the table; empty rows are left out.
std::vector<BatchRow> typed_rows(Call const& call, Definition const& definition) {
  auto const& fields = call.request.form.fields;
  std::vector<BatchRow> rows;
  for (int i = 1; i <= table_rows(fields); ++i) {
    auto const cell = [&](std::string_view column) { return std::string{trim(fields.get(cell_name(column, i)))}; };
    BatchRow row{.line = i, .service = definition.id, .place = cell("place"), .description = cell("description")};
    auto answers = Json::object();
    for (auto const* question : table_questions(definition))
      if (auto value = cell(question->id); !value.empty()) answers[question->id] = std::move(value);
    row.answers = to_text(answers);
    if (!row.place.empty() || !row.description.empty() || !answers.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

EntryView entry_view(Call const& call, web::Parameters const& values) {
  auto const delegation = own_delegation(call);
  return {.services = covered_services(call, delegation),
          .chosen = chosen_service(call, values.get("service")),
          .rows = table_rows(values)};
}

/// Keeps the rows, tries them, and shows what came of it.
web::Response keep(Call const& call, std::string_view title, std::vector<BatchRow> const& rows) {
  auto const id = run_unit(call.city, call.actor, [&](Unit& unit) { return make_batch(unit, title, rows); });
  rehearse(call.city, call.actor, id, call.language);
  return web::see_other(batch_path(id));
}

EntryView entry_again(Call const& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  auto view = entry_view(call, call.request.form.fields);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return view;
}

Batch own_batch(Call const& call) { return batch_by_id(call.view(), asked_batch(call)); }

BatchRow asked_row(Call const& call, Batch const& batch) {
  auto const line = number_in(call.path_value("row"), 0, 1'000'000);
  for (auto const& row : batch.rows)
    if (row.line == line) return row;
  throw not_found();
}

ResultFilter asked_results(Call const& call) {
  auto const& query = call.request.query;
  ResultFilter filter{.service = std::string{query.get("service")}, .before = CaseId{parse_id(query.get("before"))}};
  if (query.get("status") == "open") filter.status = CaseStatus::open;
  if (query.get("status") == "closed") filter.status = CaseStatus::closed;
  if (auto const since = parse_date(query.get("since"))) filter.since = call.city.zone().midnight(*since);
  return filter;
}

Date months_later(Date date, int months) {
  auto later = date + std::chrono::months{months};
  return later.ok() ? later : Date{later.year() / later.month() / std::chrono::last};
}

}  // namespace

web::Response show_home(Call& call) {
  auto const delegation = own_delegation(call);
  return home_page(call, {.delegation = delegation,
                          .counts = count_results(call.view(), delegation, call.now),
                          .batches = batches(call.view()),
                          .training = training_of(call.view(), call.actor.account)});
}

web::Response show_training(Call& call) {
  return training_page(call, {.course = course_in(call.view(), own_delegation(call).course, call.language)});
}

web::Response take_training(Call& call) {
  auto const delegation = own_delegation(call);
  TrainingView view{.course = course_in(call.view(), delegation.course, call.language)};
  for (std::size_t i = 0; i < view.course.questions.size(); ++i) {
    auto const chosen = call.request.form.fields.get("q" + std::to_string(i + 1));
    view.chosen.push_back(chosen.empty() ? -1 : number_in(chosen, 0, 1000) - 1);
  }
  view.judged = judge(view.course, view.chosen);
  auto const zone = call.city.zone();
  if (view.judged->passed) view.valid_until = zone.midnight(months_later(zone.date_of(call.now), view.course.valid_months));
  auto unit = call.unit();
  record_training(unit, call.actor.account,
                  {.course = delegation.course,
                   .version = sha256_hex(view.course.document),
                   .right = static_cast<int>(view.judged->right),
                   .questions = static_cast<int>(view.course.questions.size()),
                   .passed = view.judged->passed,
                   .taken_at = call.now,
                   .valid_until = view.valid_until});
  return training_page(call, view, view.judged->passed ? 200 : 422);
}

web::Response show_entry(Call& call) {
  require_awake(call.view(), call.now);
  return entry_page(call, entry_view(call, call.request.query));
}

web::Response enter_table(Call& call) {
  auto const definition = chosen_service(call, call.request.form.fields.get("service"));
  if (!definition) throw invalid_fields({{"service", "required", _("Choose a service.")}});
  return keep(call, definition->title.in(call.language), typed_rows(call, *definition));
}

web::Response enter_table_again(Call& call, Refusal const& refusal) { return entry_page(call, entry_again(call, refusal), 422); }

web::Response send_file(Call& call) {
  auto const files = call.request.form.files_of("file");
  if (files.empty()) throw invalid_fields({{"file", "required", _("Choose a CSV file.")}});
  return keep(call, files.front()->filename.substr(0, 100), read_table(call.city, files.front()->bytes, call.language));
}

web::Response send_file_again(Call& call, Refusal const& refusal) { return entry_page(call, entry_again(call, refusal), 422); }

web::Response show_table_head(Call& call) {
  auto const definition = chosen_service(call, call.path_value("service"));
  if (!definition) throw not_found();
  auto response = web::text(table_head(*definition));
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  response.headers.set("Content-Disposition", "attachment; filename=\"" + definition->id + ".csv\"");
  return response;
}

web::Response show_batch(Call& call) { return batch_page(call, own_batch(call)); }

web::Response submit_batch(Call& call) {
  auto const sent = send(call.city, call.actor, asked_batch(call), call.language);
  return web::see_other(web::with_query(batch_path(asked_batch(call)), {{"sent", std::to_string(sent)}}));
}

web::Response show_row(Call& call) {
  auto const batch = own_batch(call);
  auto const row = asked_row(call, batch);
  return row_page(call, {.batch = batch.id,
                         .row = row,
                         .service = chosen_service(call, row.service),
                         .services = covered_services(call, own_delegation(call))});
}

web::Response write_row(Call& call) {
  auto const batch = own_batch(call);
  auto row = asked_row(call, batch);
  auto const& fields = call.request.form.fields;
  row.service = trim(fields.get("service"));
  row.place = trim(fields.get("place"));
  row.description = trim(fields.get("description"));
  auto answers = Json::object();
  if (auto const definition = chosen_service(call, row.service))
    for (auto const& question : definition->questions)
      if (auto const value = trim(fields.get("answer." + question.id)); !value.empty()) answers[question.id] = std::string{value};
  row.answers = to_text(answers);
  row.faults.clear();
  run_unit(call.city, call.actor, [&](Unit& unit) { change_row(unit, batch.id, row); });
  rehearse(call.city, call.actor, batch.id, call.language);
  auto const after = run_view(call.city, call.actor, [&](View const& view) { return asked_row(call, batch_by_id(view, batch.id)); });
  return web::see_other(after.faults.empty() ? batch_path(batch.id) : row_path(batch.id, row.line));
}

web::Response drop_row(Call& call) {
  auto unit = call.unit();
  remove_row(unit, asked_batch(call), number_in(call.path_value("row"), 0, 1'000'000));
  return web::see_other(batch_path(asked_batch(call)));
}

web::Response show_results(Call& call) {
  auto const delegation = own_delegation(call);
  auto const filter = asked_results(call);
  return results_page(call, {.results = results_of(call.view(), delegation, filter),
                             .counts = count_results(call.view(), delegation, call.now),
                             .filter = filter,
                             .services = covered_services(call, delegation)});
}

web::Response show_results_table(Call& call) {
  auto filter = asked_results(call);
  filter.most = 10'000;
  auto response = web::text(results_table(call, results_of(call.view(), own_delegation(call), filter)));
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  response.headers.set("Content-Disposition", "attachment; filename=\"my-reports.csv\"");
  web::no_store(response);
  return response;
}

}  // namespace cityhall::delegates
