// The public list: filters that an index answers are asked of the store, the others of what is published of each row.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "kernel/cases/case_text.h"
#include "kernel/cases/public_rows.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/cell.h"

namespace cityhall {
namespace {

constexpr int candidates_most = 3000;

bool in_box(RequestFilter::Box const& box, Place const& place) {
  if (!place.point) return false;
  auto const [latitude, longitude] = *place.point;
  return latitude >= box.south && latitude <= box.north && longitude >= box.west && longitude <= box.east;
}

/// What somebody may find a request by: never more than what its page shows.
bool holds_words(PublicCase const& report, std::vector<std::string> const& words) {
  if (words.empty()) return true;
  std::string text = report.number + " " + report.title + " " + report.description + " " + report.place.address;
  for (auto const& [language, title] : report.definition->title.all()) (text += ' ') += title;
  auto const folded = ' ' + fold(text);
  return std::all_of(words.begin(), words.end(), [&](std::string const& word) { return folded.find(word) != std::string::npos; });
}

bool fits(RequestFilter const& filter, PublicCase const& report, std::vector<std::string> const& words) {
  if (filter.box && !in_box(*filter.box, report.place)) return false;
  if (filter.near && (!report.place.point || metres_between(*report.place.point, filter.near->center) > filter.near->metres)) return false;
  return holds_words(report, words);
}

std::vector<CaseId> ids_near(View const& view, RequestFilter::Circle const& circle) {
  std::vector<CaseId> ids;
  // A published point may lie half a square beside the true one.
  for (auto const cell : cells_around(circle.center, circle.metres + 160))
    for (auto const id : view.reader.values<CaseId>(
             R"sql(SELECT id FROM cases WHERE cell IS NOT NULL AND cell = $1 ORDER BY opened_at DESC LIMIT $2)sql", cell, candidates_most))
      ids.push_back(id);
  std::sort(ids.rbegin(), ids.rend());
  if (ids.size() > candidates_most) ids.resize(candidates_most);
  return ids;
}

/// The ids that an index gives for place and words; nothing where neither is asked for.
std::optional<std::vector<CaseId>> candidates(View const& view, RequestFilter const& filter) {
  std::optional<std::vector<CaseId>> found;
  if (filter.near) found = ids_near(view, *filter.near);
  if (trim(filter.words).empty()) return found;
  std::set<CaseId> with_words;
  for (auto const id : case_texts().latest(view.reader, filter.words, candidates_most)) with_words.insert(CaseId{id});
  if (found) std::erase_if(*found, [&](CaseId id) { return !with_words.contains(id); });
  else found.emplace(with_words.begin(), with_words.end());
  return found;
}

void add_zone(store::Query& query, RequestFilter const& filter) {
  if (!filter.zone) return;
  if (!filter.services.empty() || filter.near || !filter.words.empty()) {
    query.where("zones LIKE ?", "%," + to_text(filter.zone) + ",%");
    return;
  }
  auto const newest = filter.before ? filter.before->opened : Time::max();
  query.where(
      "id IN (SELECT case_id FROM case_zones WHERE zone_id = ? AND opened_at <= ? ORDER BY opened_at DESC, case_id DESC LIMIT 3000)",
      filter.zone, newest);
}

void add_filters(store::Query& query, RequestFilter const& filter) {
  if (!filter.services.empty()) query.where_in("service", filter.services);
  if (filter.opened_from) query.where("opened_at >= ?", *filter.opened_from);
  if (filter.opened_to) query.where("opened_at <= ?", *filter.opened_to);
  if (filter.updated_after) query.where("updated_at >= ?", *filter.updated_after);
  if (filter.updated_before) query.where("updated_at <= ?", *filter.updated_before);
  if (filter.status) query.where("is_open = ?", *filter.status == CaseStatus::open);
  if (filter.before) query.where("(opened_at, id) < (?, ?)", filter.before->opened, filter.before->id);
  add_zone(query, filter);
  if (!filter.box) return;
  // Wider by a square: what is published of a place may lie inside although the place itself does not.
  query.where("latitude BETWEEN ? AND ?", filter.box->south - cell_degrees, filter.box->north + cell_degrees);
  query.where("longitude BETWEEN ? AND ?", filter.box->west - cell_degrees, filter.box->east + cell_degrees);
}

void add_order(store::Query& query, RequestFilter const& filter) {
  // Who asks for changes gets the latest change first: that list has an index of its own.
  bool const by_change = (filter.updated_after || filter.updated_before) && !filter.opened_from && !filter.opened_to;
  if (by_change) query.order_by("updated_at DESC, id DESC");
  else query.order_by("opened_at DESC, id DESC");
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  auto const folded = fold(text);
  for (auto const word : split(folded, ' '))
    if (!word.empty()) words.push_back(' ' + std::string{word});
  return words;
}

std::vector<PublicCase> by_numbers(View const& view, RequestFilter const& filter) {
  std::vector<PublicCase> cases;
  for (auto const& number : filter.numbers) {
    auto found = public_cases(view, select_public().where("number = ?", number).where("is_public = 1"));
    std::move(found.begin(), found.end(), std::back_inserter(cases));
  }
  return cases;
}

/// Reads until the page is full, so that rows which do not fit cost nothing but their reading.
std::vector<PublicCase> matching(View const& view, store::Query const& query, RequestFilter const& filter) {
  auto const definitions = view.city.definitions.get();
  auto const words = folded_words(filter.words);
  std::vector<PublicCase> cases;
  std::size_t skipped = 0;
  for (auto const row : view.reader.query(query)) {
    auto report = public_from(*definitions, row);
    if (!fits(filter, report, words) || (filter.zone && !report.place.point) || skipped++ < filter.offset) continue;
    cases.push_back(std::move(report));
    if (cases.size() == filter.most) break;
  }
  for (auto& report : cases) read_public_files(view, report);
  return cases;
}

}  // namespace

namespace {

/// Words and circles are looked for in what is published: that needs the whole row.
std::vector<PublicDot> dots_of(std::vector<PublicCase> const& cases) {
  std::vector<PublicDot> dots;
  for (auto const& report : cases)
    if (report.place.point) dots.push_back({report.number, report.definition, report.title, report.status, *report.place.point});
  return dots;
}

}  // namespace

std::vector<PublicDot> request_dots(View const& view, RequestFilter const& filter) {
  if (!filter.numbers.empty() || filter.near || !filter.words.empty() || filter.box) return dots_of(requests(view, filter));
  store::Query query{R"sql(SELECT number, service, version, title, is_open, latitude, longitude FROM cases)sql"};
  query.where("is_public = 1").where("latitude IS NOT NULL");
  add_filters(query, filter);
  add_order(query, filter);
  query.limit(static_cast<std::int64_t>(filter.most));
  auto const definitions = view.city.definitions.get();
  std::vector<PublicDot> dots;
  for (auto const row : view.reader.query(query)) {
    auto definition = definitions->find(row.get<std::string>(1), row.get<int>(2));
    if (!definition) continue;
    auto const place = published_place(*definition, {.point = Point{row.get<double>(5), row.get<double>(6)}});
    if (!place.point) continue;
    auto const status = row.get<bool>(4) ? CaseStatus::open : CaseStatus::closed;
    dots.push_back({row.get<std::string>(0), std::move(definition), row.get<std::string>(3), status, *place.point});
  }
  return dots;
}

std::vector<PublicCase> requests(View const& view, RequestFilter const& filter) {
  if (!filter.numbers.empty()) return by_numbers(view, filter);
  auto query = select_public().where("is_public = 1");
  auto const ids = candidates(view, filter);
  if (ids) query.where_in("id", *ids);
  add_filters(query, filter);
  add_order(query, filter);
  if (ids || filter.box) return matching(view, query, filter);
  query.limit(static_cast<std::int64_t>(filter.most)).offset(static_cast<std::int64_t>(filter.offset));
  auto cases = public_cases(view, query);
  // A place that is not shown is not told by its zone either.
  if (filter.zone) std::erase_if(cases, [](PublicCase const& report) { return !report.place.point; });
  return cases;
}

}  // namespace cityhall
