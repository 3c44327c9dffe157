#include <algorithm>
#include <map>

#include "base/refusal.h"
#include "kernel/cases/public_rows.h"
#include "kernel/cases/screening.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/cell.h"

namespace cityhall {
namespace {

bool hides_place(Definition const& definition) {
  auto const* question = definition.place_question();
  return hides(definition, "place") || (question != nullptr && (question->personal || hides(definition, question->id)));
}

/// "1234 Main St" → "12XX Main St", as police logs write it; "12 Main St" → "XX Main St". A line without a number stays.
std::string block_line(std::string const& line) {
  auto const digits = line.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string::npos) return line;
  auto const street = line.find(' ', digits);
  if (street == std::string::npos) return line;
  auto const hundred = digits > 2 ? line.substr(0, digits - 2) : std::string{};
  auto const without_unit = line.substr(0, line.find(',', street));
  return hundred + "XX" + without_unit.substr(street);
}

Place place_from(store::Row const& row) {
  Place place{.address = row.get<std::string>(12), .address_id = row.get<PlaceId>(11), .zip = row.get<std::string>(13)};
  auto const latitude = row.get<std::optional<double>>(9);
  auto const longitude = row.get<std::optional<double>>(10);
  if (latitude && longitude) place.point = Point{*latitude, *longitude};
  return place;
}

}  // namespace

std::string without_unit(std::string line) {
  bool const has_number = !line.empty() && line.front() >= '0' && line.front() <= '9';
  if (auto const comma = line.find(','); has_number && comma != std::string::npos) line.resize(comma);
  return line;
}

Place published_place(Definition const& definition, Place place) {
  if (hides_place(definition)) return {};
  place.address = without_unit(std::move(place.address));
  if (!definition.publish.by_block) return place;
  place.address = block_line(place.address);
  place.address_id = {};
  if (place.point) place.point = middle_of(cell_of(*place.point));
  return place;
}

bool hides(Definition const& definition, std::string_view name) {
  auto const& hide = definition.publish.hide;
  return std::find(hide.begin(), hide.end(), name) != hide.end();
}

store::Query select_public() {
  return store::Query{
      R"sql(SELECT id, number, service, version, title, is_open, state, description, agency, latitude, longitude, address_id, address, zip,
              channel, opened_at, updated_at, closed_at, due_at, outcome, closing_message, public_note, main_id FROM cases)sql"};
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
                    .outcome = row.get<std::string>(19),
                    .main = row.get<CaseId>(22)};
  report.definition = definitions.find(report.service, row.get<int>(3));
  if (!report.definition) throw unavailable("definition.missing", _("The service “{service}” is missing.").with("service", report.service));
  auto const message = row.get<std::string_view>(20);
  report.notes = without_contacts(message.empty() ? row.get<std::string_view>(21) : message);
  if (!hides(*report.definition, "description")) report.description = without_contacts(row.get<std::string_view>(7));
  report.place = published_place(*report.definition, place_from(row));
  return report;
}

std::vector<std::vector<CaseId>> in_parts(std::vector<CaseId> const& ids) {
  constexpr std::size_t at_once = 256;
  std::vector<std::vector<CaseId>> parts;
  for (auto const id : ids) {
    if (parts.empty() || parts.back().size() == at_once) parts.emplace_back();
    parts.back().push_back(id);
  }
  return parts;
}

std::vector<std::vector<CaseId>> in_parts(std::vector<PublicCase> const& reports) {
  std::vector<CaseId> ids;
  for (auto const& report : reports) ids.push_back(report.id);
  return in_parts(ids);
}

void read_public_files(View const& view, std::vector<PublicCase>& reports) {
  std::map<CaseId, std::vector<FileId>> files;
  for (auto const& ids : in_parts(reports)) {
    store::Query query{R"sql(SELECT case_id, file_id FROM case_files)sql"};
    query.where("visibility = 'public'").where_in("case_id", ids).order_by("case_id, added_at, file_id");
    for (auto const row : view.reader.query(query)) files[row.get<CaseId>(0)].push_back(row.get<FileId>(1));
  }
  for (auto& report : reports)
    if (auto const found = files.find(report.id); found != files.end()) report.files = std::move(found->second);
}

std::vector<PublicCase> public_cases(View const& view, store::Query const& query) {
  auto const definitions = view.city.definitions.get();
  std::vector<PublicCase> cases;
  for (auto const row : view.reader.query(query)) cases.push_back(public_from(*definitions, row));
  read_public_files(view, cases);
  return cases;
}

}  // namespace cityhall
