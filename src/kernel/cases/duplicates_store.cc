#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/duplicates.h"
#include "kernel/cases/public_rows.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/events/event.h"
#include "kernel/places/cell.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

/// Where very many lie in one square (a default point of a bad address), the newest are looked at.
constexpr std::int64_t looked_at_in_cell = 200;

struct Found {
  CaseId id{};
  Likeness likeness{};
};

/// The request that asks, as the rule reads it.
struct Asking {
  View const& view;
  UnsentCase const& unsent;
  Time now;
  Duration span{};
  Json answers = Json::object();
  Point point{};
  bool whole = false;  // staff: the request as it is, not only as it is published
};

bool same_answers(Asking const& asking, std::string const& stored) {
  auto const& same = asking.unsent.definition.dedupe.same;
  auto const other = parse_json(stored);
  return std::all_of(same.begin(), same.end(), [&](std::string const& id) {
    if (id == "id") return true;
    return other && other->is_object() && asking.answers.value(id, Json{}) == other->value(id, Json{});
  });
}

std::optional<Likeness> compare(Asking const& asking, DefinitionSet const& definitions, store::Row const& row) {
  auto const definition = definitions.find(asking.unsent.definition.id, row.get<int>(5));
  if (!definition || !same_answers(asking, row.get<std::string>(4))) return std::nullopt;
  Place place{.point = Point{row.get<double>(1), row.get<double>(2)}};
  if (!asking.whole) place = published_place(*definition, place);
  if (!place.point) return std::nullopt;
  bool const shows_words = asking.whole || !hides(*definition, "description");
  auto const words = shows_words ? row.get<std::string_view>(6) : std::string_view{};
  auto const& rule = asking.unsent.definition.dedupe;
  return likeness(rule.within_m, asking.span, {asking.point, asking.now, asking.unsent.description},
                  {*place.point, row.get<Time>(3), words});
}

std::vector<Found> find_alike(Asking const& asking) {
  auto const definitions = asking.view.city.definitions.get();
  std::vector<Found> found;
  for (auto const cell : cells_around(asking.point, asking.unsent.definition.dedupe.within_m))
    for (auto const row : asking.view.reader.query(
             R"sql(SELECT id, latitude, longitude, opened_at, answers, version, description FROM cases
                   WHERE is_open = 1 AND main_id = 0
                   AND cell IS NOT NULL AND cell = $1 AND service = $2 AND opened_at >= $3 AND (is_public = 1 OR $4 = 1)
                   ORDER BY opened_at DESC LIMIT $5)sql",
             cell, asking.unsent.definition.id, asking.now - asking.span, asking.whole, looked_at_in_cell))
      if (auto const alike = compare(asking, *definitions, row)) found.push_back({row.get<CaseId>(0), *alike});
  std::sort(found.begin(), found.end(), [](Found const& a, Found const& b) {
    return a.likeness.score != b.likeness.score ? a.likeness.score > b.likeness.score : a.id > b.id;
  });
  return found;
}

}  // namespace

std::vector<ProbableDuplicate> probable_duplicates(View const& view, UnsentCase const& unsent, Time now, std::size_t most) {
  auto const& rule = unsent.definition.dedupe;
  if (!rule.any() || !unsent.place.point) return {};
  bool const whole = view.actor.may("issues.read");
  auto const place = whole ? unsent.place : published_place(unsent.definition, unsent.place);
  if (!place.point) return {};
  Asking asking{.view = view, .unsent = unsent, .now = now, .point = *place.point, .whole = whole};
  asking.span = rule.span.zero() ? Duration{now.time_since_epoch()} : view.city.calendar.get()->due(now, rule.span) - now;
  if (auto answers = parse_json(unsent.answers); answers && answers->is_object()) asking.answers = std::move(*answers);
  auto found = find_alike(asking);
  if (found.size() > most) found.resize(most);
  std::vector<ProbableDuplicate> duplicates;
  for (auto const& [id, alike] : found)
    for (auto& report : public_cases(view, select_public().where("id = ?", id)))
      duplicates.push_back({std::move(report), alike, people_behind(view, id)});
  return duplicates;
}

void support(Unit& unit, Case const& report, Support const& by) {
  if (report.closed())
    throw conflict("case.already_closed", _("This request is closed already."), _("Send your own report: it may have come back."));
  if (by.party && by.party == report.reporter) return;
  auto const added = unit.tx.run(
      R"sql(INSERT INTO case_supports (case_id, supporter, supported_at) VALUES ($1, $2, $3) ON CONFLICT (case_id, supporter) DO NOTHING)sql",
      report.id, by.party ? "party/" + to_text(by.party) : by.supporter, unit.now);
  if (added > 0) {
    Json data = Json::object();
    if (!by.words.empty()) data["message"] = by.words;
    for (auto const file : by.files) {
      insert_file(unit, report.id, {.file = file, .purpose = FilePurpose::reported, .visibility = FileVisibility::staff});
      data["files"].push_back(to_text(file));
    }
    append(unit, "case.supported", {.case_id = report.id, .party_id = by.party}, data);
  }
  if (by.party) follow(unit, report.id, by.party, by.language);
}

std::size_t people_behind(View const& view, CaseId id) {
  return 1 +
         static_cast<std::size_t>(view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM case_supports WHERE case_id = $1)sql", id));
}

}  // namespace cityhall
