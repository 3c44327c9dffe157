// The public lists: an index leads to what may fit, and what is published of each is compared with what was asked for.
#include <algorithm>
#include <map>
#include <span>

#include "base/text.h"
#include "kernel/cases/public_rows.h"
#include "kernel/cases/request_trail.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/address_text.h"

namespace cityhall {
namespace {

/// How much one call may take: entries of an index are cheap, rows are not.
struct Effort {
  std::size_t entries = 0;
  std::size_t rows = 0;
};
constexpr Effort for_a_page{120'000, 20'000};
constexpr Effort for_a_page_with_words{60'000, 3000};
constexpr Effort for_a_map{400'000, 100'000};
constexpr Effort for_a_map_with_words{60'000, 6000};

bool has_words(RequestFilter const& filter) { return !trim(filter.words).empty(); }

bool in_box(RequestFilter::Box const& box, Point point) {
  return point.latitude >= box.south && point.latitude <= box.north && point.longitude >= box.west && point.longitude <= box.east;
}

bool is_on_street(Place const& place, std::string_view folded) {
  auto const streets = streets_of(place.address);
  return std::find(streets.begin(), streets.end(), folded) != streets.end();
}

/// A place that is not shown is not told by its zone, a circle or a box either.
bool fits_place(RequestFilter const& filter, Place const& place) {
  if (!filter.street.empty() && !is_on_street(place, filter.street)) return false;
  if (!place.point) return !filter.zone && !filter.box && !filter.near;
  if (filter.box && !in_box(*filter.box, *place.point)) return false;
  return !filter.near || metres_between(*place.point, filter.near->center) <= filter.near->metres;
}

/// What somebody may find a request by: never more than what its page shows.
bool holds_words(PublicCase const& report, std::vector<std::string> const& words) {
  std::string text = report.number + " " + report.title + " " + report.description + " " + report.place.address;
  for (auto const& [language, title] : report.definition->title.all()) (text += ' ') += title;
  auto const folded = ' ' + fold(text);
  return std::all_of(words.begin(), words.end(), [&](std::string const& word) { return folded.find(word) != std::string::npos; });
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  auto const folded = fold(text);
  for (auto const word : split(folded, ' '))
    if (!word.empty()) words.push_back(' ' + std::string{word});
  return words;
}

std::vector<CaseId> trail_ids(std::span<TrailStep const> steps) {
  std::vector<CaseId> ids;
  for (auto const& step : steps) ids.push_back(step.id);
  return ids;
}

/// Number, service, title, status and point alone: nothing else is needed to know whether it fits, unless there are words.
std::optional<PublicCase> outline_from(DefinitionSet const& definitions, store::Row const& row) {
  auto definition = definitions.find(row.get<std::string>(2), row.get<int>(3));
  if (!definition) return std::nullopt;
  PublicCase report{.id = row.get<CaseId>(0), .number = row.get<std::string>(1), .definition = std::move(definition)};
  report.title = row.get<std::string>(4);
  report.status = row.get<bool>(5) ? CaseStatus::open : CaseStatus::closed;
  auto const latitude = row.get<std::optional<double>>(6);
  auto const longitude = row.get<std::optional<double>>(7);
  if (latitude && longitude) report.place = published_place(*report.definition, {.point = Point{*latitude, *longitude}});
  return report;
}

std::map<CaseId, PublicCase> fitting(View const& view, RequestFilter const& filter, std::span<TrailStep const> steps) {
  auto const definitions = view.city.definitions.get();
  auto const words = folded_words(filter.words);
  std::map<CaseId, PublicCase> found;
  if (!words.empty()) {
    auto query = select_public().where_in("id", trail_ids(steps));
    add_conditions_by_id(query, filter);
    for (auto const row : view.reader.query(query))
      if (auto report = public_from(*definitions, row); fits_place(filter, report.place) && holds_words(report, words))
        found.emplace(report.id, std::move(report));
    return found;
  }
  store::Query query{R"sql(SELECT id, number, service, version, title, is_open, latitude, longitude FROM cases)sql"};
  query.where_in("id", trail_ids(steps));
  add_conditions_by_id(query, filter);
  for (auto const row : view.reader.query(query))
    if (auto report = outline_from(*definitions, row); report && fits_place(filter, report->place))
      found.emplace(report->id, std::move(*report));
  return found;
}

/// Gives what fits to `take`, in order, until it answers false. Nothing where the list was walked to its end or `take` had enough; else
/// where the effort ended.
template <class Take>
std::optional<TrailStep> walk(View const& view, RequestFilter const& filter, Effort effort, Take take) {
  constexpr std::size_t first_part = 128, greatest_part = 4096, looked_up_at_once = 256;
  RequestTrail trail{view, filter};
  std::size_t entries = 0, rows = 0, skipped = 0;
  for (auto part = first_part; !trail.is_at_end(); part = std::min(part * 2, greatest_part)) {
    if (entries >= effort.entries || rows >= effort.rows) return trail.last();
    auto const steps = trail.go_on(part);
    entries += part;
    rows += steps.size();
    for (std::size_t at = 0; at < steps.size(); at += looked_up_at_once) {
      auto const some = std::span{steps}.subspan(at, std::min(looked_up_at_once, steps.size() - at));
      auto found = fitting(view, filter, some);
      for (auto const& step : some) {
        auto const hit = found.find(step.id);
        if (hit == found.end() || skipped++ < filter.offset) continue;
        if (!take(std::move(hit->second))) return std::nullopt;
      }
    }
  }
  return std::nullopt;
}

RequestFilter::Cursor cursor_at(PublicCase const& report) { return {report.opened_at, report.id}; }

/// The way of the words does not know when a request was opened.
RequestFilter::Cursor cursor_at(View const& view, TrailStep const& step) {
  auto const opened = view.reader.maybe_value<Time>(R"sql(SELECT opened_at FROM cases WHERE id = $1)sql", step.id);
  return {opened.value_or(step.at), step.id};
}

/// Keeps `most` of the rows; there is more where there was one more.
RequestPage page_of(std::vector<PublicCase> rows, std::size_t most) {
  RequestPage page{.rows = std::move(rows)};
  if (page.rows.size() <= most) return page;
  page.rows.resize(most);
  if (most > 0) page.next = cursor_at(page.rows.back());
  return page;
}

RequestPage walked_page(View const& view, RequestFilter const& filter) {
  std::vector<CaseId> ids;
  auto const stopped = walk(view, filter, has_words(filter) ? for_a_page_with_words : for_a_page, [&](PublicCase const& report) {
    ids.push_back(report.id);
    return ids.size() <= filter.most;
  });
  auto found = public_cases(view, select_public().where_in("id", ids));
  std::map<CaseId, std::size_t> place;
  for (auto const id : ids) place.emplace(id, place.size());
  std::sort(found.begin(), found.end(), [&](PublicCase const& a, PublicCase const& b) { return place.at(a.id) < place.at(b.id); });
  auto page = page_of(std::move(found), filter.most);
  if (!stopped) return page;
  page.next = cursor_at(view, *stopped);
  page.cut = true;
  return page;
}

RequestPage by_numbers(View const& view, RequestFilter const& filter) {
  auto found = public_cases(view, select_public().where_in("number", filter.numbers).where("is_public = 1"));
  auto const asked = [&](PublicCase const& report) { return std::find(filter.numbers.begin(), filter.numbers.end(), report.number); };
  std::sort(found.begin(), found.end(), [&](PublicCase const& a, PublicCase const& b) { return asked(a) < asked(b); });
  return {.rows = std::move(found)};
}

void add_list_order(store::Query& query, RequestFilter const& filter) {
  // Who asks for changes gets the latest change first: that list has an index of its own.
  if (is_by_change(filter)) query.order_by("updated_at DESC, id DESC");
  else query.order_by("opened_at DESC, id DESC");
  if (filter.before) query.where("(opened_at, id) < (?, ?)", filter.before->opened, filter.before->id);
}

/// The filters that an index and a row's columns answer: what the statement gives is the list.
bool is_plain(RequestFilter const& filter) { return !filter.zone && !filter.near && !filter.box && !has_words(filter); }

RequestPage plain_page(View const& view, RequestFilter const& filter) {
  auto query = select_public();
  add_conditions(query, filter);
  add_list_order(query, filter);
  query.limit(static_cast<std::int64_t>(filter.most) + 1).offset(static_cast<std::int64_t>(filter.offset));
  return page_of(public_cases(view, query), filter.most);
}

PublicDot dot_of(PublicCase report) {
  return {std::move(report.number), std::move(report.definition), std::move(report.title), report.status, *report.place.point};
}

std::vector<PublicDot> plain_dots(View const& view, RequestFilter const& filter) {
  store::Query query{R"sql(SELECT id, number, service, version, title, is_open, latitude, longitude FROM cases)sql"};
  query.where("latitude IS NOT NULL");
  add_conditions(query, filter);
  add_list_order(query, filter);
  query.limit(static_cast<std::int64_t>(filter.most));
  auto const definitions = view.city.definitions.get();
  std::vector<PublicDot> dots;
  for (auto const row : view.reader.query(query))
    if (auto report = outline_from(*definitions, row); report && report->place.point) dots.push_back(dot_of(std::move(*report)));
  return dots;
}

/// The index of words leads to what lies on a street; the street is then compared folded.
RequestFilter with_street_words(RequestFilter filter) {
  if (filter.street.empty()) return filter;
  (filter.words += ' ') += certain_words_of(filter.street);
  filter.street = fold_address(filter.street);
  return filter;
}

std::vector<PublicDot> dots_that_fit(View const& view, RequestFilter const& filter) {
  std::vector<PublicDot> dots;
  if (!filter.numbers.empty()) {
    for (auto& report : by_numbers(view, filter).rows)
      if (report.place.point) dots.push_back(dot_of(std::move(report)));
    return dots;
  }
  if (is_plain(filter)) return plain_dots(view, filter);
  walk(view, filter, has_words(filter) ? for_a_map_with_words : for_a_map, [&](PublicCase report) {
    if (report.place.point) dots.push_back(dot_of(std::move(report)));
    return dots.size() < filter.most;
  });
  return dots;
}

}  // namespace

std::vector<PublicDot> request_dots(View const& view, RequestFilter const& filter) {
  return dots_that_fit(view, with_street_words(filter));
}

RequestPage requests(View const& view, RequestFilter const& filter) {
  if (!filter.numbers.empty()) return by_numbers(view, filter);
  auto const whole = with_street_words(filter);
  return is_plain(whole) ? plain_page(view, whole) : walked_page(view, whole);
}

}  // namespace cityhall
