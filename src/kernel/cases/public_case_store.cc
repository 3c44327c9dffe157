#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/own_cases.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/screening.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/cell.h"

namespace cityhall {
namespace {

bool hides(Definition const& definition, std::string_view name) {
  auto const& hide = definition.publish.hide;
  return std::find(hide.begin(), hide.end(), name) != hide.end();
}

bool hides_place(Definition const& definition) {
  auto const* question = definition.place_question();
  return hides(definition, "place") || (question != nullptr && (question->personal || hides(definition, question->id)));
}

store::Query select_public() {
  return store::Query{
      R"sql(SELECT id, number, service, version, title, is_open, state, description, agency, latitude, longitude, address_id, address, zip,
              channel, opened_at, updated_at, closed_at, due_at, outcome, closing_message, public_note FROM cases)sql"};
}

void read_place(PublicCase& report, store::Row const& row) {
  if (hides_place(*report.definition)) return;
  auto const latitude = row.get<std::optional<double>>(9);
  auto const longitude = row.get<std::optional<double>>(10);
  if (latitude && longitude) report.place.point = Point{*latitude, *longitude};
  report.place.address_id = row.get<PlaceId>(11);
  report.place.address = row.get<std::string>(12);
  report.place.zip = row.get<std::string>(13);
}

PublicCase public_from(DefinitionSet const& definitions, store::Row const& row) {
  PublicCase report{.id = row.get<CaseId>(0),
                    .number = row.get<std::string>(1),
                    .service = row.get<std::string>(2),
                    .title = row.get<std::string>(4),
                    .status = row.get<bool>(5) ? CaseStatus::open : CaseStatus::closed,
                    .state = row.get<std::string>(6),
                    .agency = row.get<std::string>(8),
                    .channel = channel_from(row.get<std::string_view>(14)),
                    .opened_at = row.get<Time>(15),
                    .updated_at = row.get<Time>(16),
                    .closed_at = row.get<std::optional<Time>>(17),
                    .due_at = row.get<std::optional<Time>>(18),
                    .outcome = row.get<std::string>(19)};
  report.definition = definitions.find(report.service, row.get<int>(3));
  if (!report.definition) throw unavailable("definition.missing", _("The service “{service}” is missing.").with("service", report.service));
  auto const message = row.get<std::string_view>(20);
  report.notes = without_contacts(message.empty() ? row.get<std::string_view>(21) : message);
  if (!hides(*report.definition, "description")) report.description = without_contacts(row.get<std::string_view>(7));
  read_place(report, row);
  return report;
}

void read_files(View const& view, PublicCase& report) {
  for (auto const row : view.reader.query(
           R"sql(SELECT file_id FROM case_files WHERE case_id = $1 AND visibility = 'public' ORDER BY added_at, file_id)sql", report.id))
    report.files.push_back(row.get<FileId>(0));
}

std::vector<PublicCase> public_cases(View const& view, store::Query const& query) {
  auto const definitions = view.city.definitions.get();
  std::vector<PublicCase> cases;
  for (auto const row : view.reader.query(query)) cases.push_back(public_from(*definitions, row));
  for (auto& report : cases) read_files(view, report);
  return cases;
}

std::string published_answers(Definition const& definition, std::string const& stored) {
  auto const answers = parse_json(stored);
  auto published = Json::object();
  if (!answers || !answers->is_object()) return "{}";
  for (auto const& [id, answer] : answers->items()) {
    auto const* question = definition.question(id);
    if (question != nullptr && question->publish && !question->personal && !hides(definition, id)) published[id] = answer;
  }
  return to_text(published);
}

void add_filters(store::Query& query, RequestFilter const& filter) {
  if (!filter.services.empty()) query.where_in("service", filter.services);
  if (filter.opened_from) query.where("opened_at >= ?", *filter.opened_from);
  if (filter.opened_to) query.where("opened_at <= ?", *filter.opened_to);
  if (filter.updated_after) query.where("updated_at >= ?", *filter.updated_after);
  if (filter.updated_before) query.where("updated_at <= ?", *filter.updated_before);
  if (filter.status) query.where("is_open = ?", *filter.status == CaseStatus::open);
  if (filter.box) {
    query.where("latitude BETWEEN ? AND ?", filter.box->south, filter.box->north);
    query.where("longitude BETWEEN ? AND ?", filter.box->west, filter.box->east);
  }
}

bool same_answers(Dedupe const& dedupe, Json const& mine, std::string const& stored) {
  auto const other = parse_json(stored);
  return std::all_of(dedupe.same.begin(), dedupe.same.end(), [&](std::string const& id) {
    if (id == "id") return true;
    return other && other->is_object() && mine.value(id, Json{}) == other->value(id, Json{});
  });
}

}  // namespace

PublicCase public_case(View const& view, std::string_view number) {
  auto found = public_cases(view, select_public().where("number = ?", number).where("is_public = 1"));
  if (found.empty()) throw not_found();
  auto const answers = view.reader.value<std::string>(R"sql(SELECT answers FROM cases WHERE id = $1)sql", found.front().id);
  found.front().answers = published_answers(*found.front().definition, answers);
  return std::move(found.front());
}

std::vector<PublicCase> requests(View const& view, RequestFilter const& filter) {
  std::vector<PublicCase> cases;
  for (auto const& number : filter.numbers) {
    auto found = public_cases(view, select_public().where("number = ?", number).where("is_public = 1"));
    std::move(found.begin(), found.end(), std::back_inserter(cases));
  }
  if (!filter.numbers.empty()) return cases;
  auto query = select_public().where("is_public = 1");
  add_filters(query, filter);
  // Who asks for changes gets the latest change first: that list has an index of its own.
  bool const by_change = (filter.updated_after || filter.updated_before) && !filter.opened_from && !filter.opened_to;
  if (by_change) query.order_by("updated_at DESC, id DESC");
  else query.order_by("opened_at DESC, id DESC");
  query.limit(static_cast<std::int64_t>(filter.most)).offset(static_cast<std::int64_t>(filter.offset));
  return public_cases(view, query);
}

std::vector<PublicCase> recent_cases(View const& view, std::size_t most) { return requests(view, {.most = most}); }

std::vector<PublicCase> own_cases(View const& view, std::size_t most) {
  if (!view.actor.party) return {};
  return public_cases(
      view, select_public().where("reporter_id = ?", view.actor.party).order_by("id DESC").limit(static_cast<std::int64_t>(most)));
}

std::vector<PublicCase> likely_duplicates(View const& view, UnsentCase const& unsent, Time now) {
  auto const& [definition, place, answers] = unsent;
  auto const& dedupe = definition.dedupe;
  if (!dedupe.any() || !place.point) return {};
  auto const mine = parse_json(answers.empty() ? std::string_view{"{}"} : answers);
  auto const calendar = view.city.calendar.get();
  auto const earliest = dedupe.span.zero() ? Time{} : now - (calendar->due(now, dedupe.span) - now);
  std::vector<CaseId> near;
  for (auto const cell : cells_around(*place.point, dedupe.within_m))
    for (auto const row : view.reader.query(
             R"sql(SELECT id, latitude, longitude, answers FROM cases
                   WHERE is_open = 1 AND cell IS NOT NULL AND cell = $1 AND service = $2 AND opened_at >= $3 AND is_public = 1)sql",
             cell, definition.id, earliest)) {
      Point const point{row.get<double>(1), row.get<double>(2)};
      if (metres_between(point, *place.point) <= dedupe.within_m && mine && same_answers(dedupe, *mine, row.get<std::string>(3)))
        near.push_back(row.get<CaseId>(0));
    }
  std::sort(near.rbegin(), near.rend());
  if (near.size() > 5) near.resize(5);
  if (near.empty()) return {};
  return public_cases(view, select_public().where_in("id", near).order_by("opened_at DESC, id DESC"));
}

}  // namespace cityhall
