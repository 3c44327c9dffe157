#include "kernel/cases/request_trail.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/cases/case_text.h"

namespace cityhall {
namespace {

// What is few is fetched and sorted; the list is then exact, in order and complete.
constexpr std::size_t few_with_words = 3000;
constexpr std::size_t few_in_place = 60'000;          // entries of cases_by_cell, some milliseconds
constexpr std::size_t few_in_place_by_change = 5000;  // whose rows have to be read
constexpr std::int64_t few_of_service = 5000;
constexpr std::size_t rows_of_cells_most = 1000;      // 200 kilometres of inhabited country

/// The squares in which the true place of a request lies whose published place may fit: where that is the block, both are in one square.
std::optional<CellBox> cells_of(RequestFilter const& filter) {
  if (filter.box) return cells_between({filter.box->south, filter.box->west}, {filter.box->north, filter.box->east});
  constexpr double rounding_metres = 10;  // a degree is not as long everywhere
  if (filter.near) return cell_box_around(filter.near->center, filter.near->metres + rounding_metres);
  return std::nullopt;
}

bool is_wanted(RequestFilter const& filter, TrailStep const& step, std::string_view service) {
  if (!filter.services.empty() && std::find(filter.services.begin(), filter.services.end(), service) == filter.services.end()) return false;
  if (is_by_change(filter)) return true;
  if (filter.before && step >= TrailStep{filter.before->opened, filter.before->id}) return false;
  return (!filter.opened_from || step.at >= *filter.opened_from) && (!filter.opened_to || step.at <= *filter.opened_to);
}

/// The first square from that one on in which there is a request.
std::optional<std::int64_t> next_cell(View const& view, std::int64_t from) {
  return view.reader.maybe_value<std::int64_t>(
      R"sql(SELECT cell FROM cases WHERE cell IS NOT NULL AND cell >= $1 ORDER BY cell LIMIT 1)sql", from);
}

/// The rows of squares of the box in which there may be requests: their number does not depend on how great the box is.
std::optional<std::vector<std::int64_t>> inhabited_rows(View const& view, CellBox const& box) {
  std::vector<std::int64_t> rows;
  for (auto row = box.first_row; row <= box.last_row; ++row) {
    auto const cell = next_cell(view, row * cells_in_row + box.first_column);
    if (!cell || *cell / cells_in_row > box.last_row) break;
    row = *cell / cells_in_row;
    rows.push_back(row);
    if (rows.size() > rows_of_cells_most) return std::nullopt;
  }
  return rows;
}

/// All requests in these squares, newest first, when they are few; one range of the index for each row of squares.
std::optional<std::vector<TrailStep>> few_in(View const& view, CellBox const& box, RequestFilter const& filter) {
  auto const rows = inhabited_rows(view, box);
  if (!rows) return std::nullopt;
  store::Sql const opened =
      R"sql(SELECT opened_at, id, service FROM cases WHERE cell IS NOT NULL AND cell >= $1 AND cell <= $2 LIMIT $3)sql";
  store::Sql const changed =
      R"sql(SELECT updated_at, id, service FROM cases WHERE cell IS NOT NULL AND cell >= $1 AND cell <= $2 LIMIT $3)sql";
  bool const by_change = is_by_change(filter);
  auto const most = by_change ? few_in_place_by_change : few_in_place;
  std::vector<TrailStep> steps;
  std::size_t read = 0;
  for (auto const row : *rows) {
    auto const first = row * cells_in_row + box.first_column;
    auto const last = row * cells_in_row + box.last_column;
    for (auto const entry : view.reader.query(by_change ? changed : opened, first, last, static_cast<std::int64_t>(most - read + 1))) {
      if (++read > most) return std::nullopt;
      TrailStep const step{entry.get<Time>(0), entry.get<CaseId>(1)};
      if (is_wanted(filter, step, entry.get<std::string_view>(2))) steps.push_back(step);
    }
  }
  std::sort(steps.rbegin(), steps.rend());
  return steps;
}

/// All requests with these words, newest first, when they are few.
std::optional<std::vector<TrailStep>> few_with(View const& view, RequestFilter const& filter) {
  auto const ids = case_texts().latest(view.reader, filter.words, few_with_words + 1);
  if (ids.size() > few_with_words) return std::nullopt;
  store::Query query{R"sql(SELECT opened_at, id FROM cases)sql"};
  query.where_in("id", ids);
  add_conditions_by_id(query, filter);
  if (filter.before) query.where("(opened_at + 0, id) < (?, ?)", filter.before->opened, filter.before->id);
  query.order_by("opened_at + 0 DESC, id DESC");
  std::vector<TrailStep> steps;
  for (auto const row : view.reader.query(query)) steps.push_back({row.get<Time>(0), row.get<CaseId>(1)});
  return steps;
}

bool is_rare_service(View const& view, std::string const& service) {
  return view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM (SELECT 1 FROM cases WHERE service = $1 LIMIT $2) AS first_ones)sql",
                                         service, few_of_service) < few_of_service;
}

}  // namespace

bool is_by_change(RequestFilter const& filter) {
  bool const by_opening = filter.opened_from || filter.opened_to || filter.zone || filter.near || !trim(filter.words).empty();
  return (filter.updated_after || filter.updated_before) && !by_opening;
}

void add_conditions(store::Query& query, RequestFilter const& filter) {
  query.where("is_public = 1");
  // Beside the index of the open ones, which has the service, the planner is kept from an index by service, which has the closed ones too.
  if (!filter.services.empty() && filter.status == CaseStatus::open) query.where_in("service || ''", filter.services);
  if (!filter.services.empty() && filter.status != CaseStatus::open) query.where_in("service", filter.services);
  if (filter.opened_from) query.where("opened_at >= ?", *filter.opened_from);
  if (filter.opened_to) query.where("opened_at <= ?", *filter.opened_to);
  if (filter.updated_after) query.where("updated_at >= ?", *filter.updated_after);
  if (filter.updated_before) query.where("updated_at <= ?", *filter.updated_before);
  // Word for word as in the index cases_open, else it is not used.
  if (filter.status == CaseStatus::open) query.where("is_open = 1");
  if (filter.status == CaseStatus::closed) query.where("is_open = 0");
}

void add_conditions_by_id(store::Query& query, RequestFilter const& filter) {
  query.where("is_public = 1");
  if (!filter.services.empty()) query.where_in("service || ''", filter.services);
  if (filter.opened_from) query.where("opened_at + 0 >= ?", *filter.opened_from);
  if (filter.opened_to) query.where("opened_at + 0 <= ?", *filter.opened_to);
  if (filter.updated_after) query.where("updated_at + 0 >= ?", *filter.updated_after);
  if (filter.updated_before) query.where("updated_at + 0 <= ?", *filter.updated_before);
  if (filter.status) query.where("is_open + 0 = ?", *filter.status == CaseStatus::open);
  if (filter.zone) query.where("zones LIKE ?", "%," + to_text(filter.zone) + ",%");
}

RequestTrail::RequestTrail(View const& view, RequestFilter const& filter)
    : view_{view}, filter_{filter}, box_{cells_of(filter)}, way_{choose()} {}

RequestTrail::Way RequestTrail::choose() {
  bool const has_words = !trim(filter_.words).empty();
  bool const by_change = is_by_change(filter_);
  if (!has_words && !by_change && filter_.status == CaseStatus::open) return Way::open;
  auto few = has_words ? few_with(view_, filter_) : box_ ? few_in(view_, *box_, filter_) : std::nullopt;
  if (few) {
    known_ = std::move(*few);
    return Way::known;
  }
  if (has_words) return Way::words;
  if (by_change) return Way::change;
  if (filter_.services.size() == 1 && (!filter_.zone || is_rare_service(view_, filter_.services.front()))) return Way::service;
  return filter_.zone ? Way::zone : Way::time;
}

std::vector<TrailStep> RequestTrail::go_on(std::size_t entries) {
  if (way_ == Way::known) return along_known(entries);
  return way_ == Way::words ? along_words(entries) : along_index(entries);
}

std::vector<TrailStep> RequestTrail::along_known(std::size_t entries) {
  auto const count = static_cast<std::ptrdiff_t>(std::min(entries, known_.size()));
  std::vector<TrailStep> const steps{known_.begin(), known_.begin() + count};
  known_.erase(known_.begin(), known_.begin() + count);
  at_end_ = known_.empty();
  if (!steps.empty()) last_ = steps.back();
  return steps;
}

std::vector<TrailStep> RequestTrail::along_words(std::size_t entries) {
  auto const before = last_ ? last_->id.value : filter_.before ? filter_.before->id.value : std::numeric_limits<std::int64_t>::max();
  auto const ids = case_texts().latest(view_.reader, filter_.words, static_cast<int>(entries), before);
  at_end_ = ids.size() < entries;
  std::vector<TrailStep> steps;
  for (auto const id : ids) steps.push_back({{}, CaseId{id}});
  if (!steps.empty()) last_ = steps.back();
  return steps;
}

/// Nothing but what the index has, so that no row is read: time, id, square, zones.
store::Query RequestTrail::index_query() const {
  switch (way_) {
    case Way::open: {
      store::Query query{R"sql(SELECT opened_at, id, cell, zones FROM cases)sql"};
      query.where("is_open = 1");
      if (!filter_.services.empty()) query.where_in("service || ''", filter_.services);
      return query;
    }
    case Way::service:
      return store::Query{R"sql(SELECT opened_at, id FROM cases)sql"}.where("service = ?", filter_.services.front());
    case Way::zone:
      return store::Query{R"sql(SELECT opened_at, case_id FROM case_zones)sql"}.where("zone_id = ?", filter_.zone);
    case Way::change: return store::Query{R"sql(SELECT updated_at, id, cell FROM cases)sql"};
    default: return store::Query{R"sql(SELECT opened_at, id, cell FROM cases)sql"};
  }
}

bool RequestTrail::may_fit(store::Row const& row) const {
  if (box_ && row.width() > 2) {
    auto const cell = row.get<std::optional<std::int64_t>>(2);
    if (!cell || !box_->holds(*cell)) return false;
  }
  if (filter_.zone && row.width() > 3)
    return row.get<std::string_view>(3).find("," + to_text(filter_.zone) + ",") != std::string_view::npos;
  return true;
}

std::vector<TrailStep> RequestTrail::along_index(std::size_t entries) {
  auto query = index_query();
  bool const by_change = way_ == Way::change;
  auto from = last_;
  if (!from && filter_.before && !by_change) from = TrailStep{filter_.before->opened, filter_.before->id};
  if (by_change) {
    if (from) query.where("(updated_at, id) < (?, ?)", from->at, from->id);
    if (filter_.updated_after) query.where("updated_at >= ?", *filter_.updated_after);
    if (filter_.updated_before) query.where("updated_at <= ?", *filter_.updated_before);
    query.order_by("updated_at DESC, id DESC");
  } else {
    if (from && way_ == Way::zone) query.where("(opened_at, case_id) < (?, ?)", from->at, from->id);
    if (from && way_ != Way::zone) query.where("(opened_at, id) < (?, ?)", from->at, from->id);
    if (filter_.opened_from) query.where("opened_at >= ?", *filter_.opened_from);
    if (filter_.opened_to) query.where("opened_at <= ?", *filter_.opened_to);
    if (way_ == Way::zone) query.order_by("opened_at DESC, case_id DESC");
    else query.order_by("opened_at DESC, id DESC");
  }
  query.limit(static_cast<std::int64_t>(entries));
  std::vector<TrailStep> steps;
  std::size_t read = 0;
  for (auto const row : view_.reader.query(query)) {
    ++read;
    last_ = TrailStep{row.get<Time>(0), row.get<CaseId>(1)};
    if (may_fit(row)) steps.push_back(*last_);
  }
  at_end_ = read < entries;
  return steps;
}

}  // namespace cityhall
