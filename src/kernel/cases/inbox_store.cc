#include <charconv>
#include <limits>
#include <unordered_map>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/case_text.h"
#include "kernel/cases/inbox.h"
#include "kernel/cases/inbox_rows.h"
#include "kernel/cases/parcel_cases.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"

namespace cityhall {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// The sort that is walked: by due time only where there is one.
InboxSort sort_of(InboxFilter const& filter) {
  bool const by_due = filter.sort == InboxSort::due || filter.sort == InboxSort::priority;
  return by_due && filter.status != CaseStatus::open ? InboxSort::newest : filter.sort;
}

std::vector<std::int64_t> parse_key(std::string_view key) {
  std::vector<std::int64_t> numbers;
  for (auto const part : split(key, '.')) {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (error != std::errc{} || end != part.data() + part.size())
      throw invalid("page.key", _("This page does not exist any more."), _("Begin with the first page."));
    numbers.push_back(number);
  }
  if (numbers.size() != 3) throw invalid("page.key", _("This page does not exist any more."), _("Begin with the first page."));
  return numbers;
}

void add_status(store::Query& query, InboxFilter const& filter) {
  // Who searches by words or number finds members of a family, too.
  if (filter.status == CaseStatus::open && !trim(filter.text).empty()) query.where("is_open = 1");
  else if (filter.status == CaseStatus::open) query.where("is_open = 1 AND main_id = 0");
  if (filter.status == CaseStatus::closed) query.where("is_open = 0");
}

/// What is asked, and how it is found: `few` that fit one condition are fetched and sorted; else an index is walked in the order asked for.
struct Wanted {
  InboxFilter const& filter;
  bool few;
};

void add_queue(store::Query& query, Wanted const& wanted) {
  auto const& filter = wanted.filter;
  auto const& queue = filter.queue;
  if (queue.empty() || queue == "*") return;
  bool const whole_department = queue.ends_with("/*");
  auto const department = whole_department ? queue.substr(0, queue.size() - 2) : queue;
  // "0" follows "/": everything that begins with "department/". Among the open, a queue is one condition of many on the inbox index, which
  // is in order of the due time; the empty text keeps the planner from an index by queue, whose rows it would have to fetch and sort.
  if (wanted.few) {
    if (whole_department)
      query.where("queue || '' = ? OR (queue || '' >= ? AND queue || '' < ?)", department, department + "/", department + "0");
    else query.where("queue || '' = ?", queue);
  } else {
    if (whole_department) query.where("queue = ? OR (queue >= ? AND queue < ?)", department, department + "/", department + "0");
    else query.where("queue = ?", queue);
  }
}

void add_due(store::Query& query, View const& view, DueFilter due) {
  auto const now = view.city.clock().now();
  auto const calendar = view.city.calendar.get();
  auto const tomorrow = calendar->zone().midnight(std::chrono::sys_days{calendar->zone().date_of(now)} + std::chrono::days{1});
  if (due == DueFilter::overdue) query.where("due_key < ?", now);
  if (due == DueFilter::today) query.where("due_key >= ? AND due_key < ?", now, tomorrow);
  if (due == DueFilter::soon) query.where("due_key >= ? AND due_key < ?", now, now + std::chrono::days{3});
  if (due == DueFilter::none) query.where("due_key = ?", never);
}

void add_text(store::Query& query, View const& view, std::string const& text) {
  if (trim(text).empty()) return;
  std::vector<std::int64_t> ids;
  if (auto const exact = case_id_by_number(view, trim(text))) ids.push_back(exact->value);
  for (auto const id : case_texts().latest(view.reader, text, 1000)) ids.push_back(id);
  query.where_in("cases.id", ids);
}

void add_parcel(store::Query& query, View const& view, std::string const& number) {
  constexpr std::size_t cases_most = 2000;
  if (number.empty()) return;
  std::vector<std::int64_t> ids;
  for (auto const& parcel : parcels_by_number(view, number))
    for (auto const id : cases_on_parcel(view, parcel.id, cases_most)) ids.push_back(id.value);
  query.where_in("cases.id", ids);
}

/// So few that sorting all of them takes some milliseconds.
constexpr std::int64_t few_most = 5000;

/// A city has a million requests, and of a channel that it hardly uses perhaps none: whoever walks all others in the order of another
/// condition to find fifty of them walks to the end.
bool is_rare(View const& view, Channel channel) {
  return view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM (SELECT 1 FROM cases WHERE channel = $1 LIMIT $2) AS first_ones)sql",
                                         to_text(channel), few_most) < few_most;
}

/// Open requests are few, whatever lies behind them.
bool is_few(View const& view, InboxFilter const& filter) {
  return filter.status == CaseStatus::open || !filter.parcel.empty() || (filter.channel && is_rare(view, *filter.channel));
}

/// Its index is the way to a rare channel, and to lists by time of a channel alone; beside a service or queue, which divide better, the
/// planner is kept from it. The open ones have an index of their own.
void add_channel(store::Query& query, Wanted const& wanted) {
  auto const& filter = wanted.filter;
  if (!filter.channel) return;
  auto const sort = sort_of(filter);
  bool const by_time = filter.status != CaseStatus::open && (sort == InboxSort::newest || sort == InboxSort::oldest);
  bool const alone =
      filter.service.empty() && (filter.queue.empty() || filter.queue == "*") && !filter.assignee && !filter.mine && !filter.zone;
  bool const rare = wanted.few && filter.status != CaseStatus::open;
  if (rare || (by_time && alone)) query.where("channel = ?", to_text(*filter.channel));
  else query.where("channel || '' = ?", to_text(*filter.channel));
}

/// Among all there ever were, the index of those who have some is the way; the open ones have an index of their own, which holds them.
void add_assignee(store::Query& query, View const& view, Wanted const& wanted) {
  auto const& filter = wanted.filter;
  auto const assignee = filter.mine ? view.actor.account : filter.assignee;
  if (filter.unassigned) query.where("assignee = 0");
  if (assignee && wanted.few) query.where("assignee = ?", assignee);
  else if (assignee) query.where("assignee <> 0").where("assignee = ?", assignee);
}

void add_filters(store::Query& query, View const& view, Wanted const& wanted) {
  auto const& filter = wanted.filter;
  add_status(query, filter);
  add_queue(query, wanted);
  if (!filter.state.empty()) query.where("state = ?", filter.state);
  if (!filter.service.empty() && wanted.few) query.where("service || '' = ?", filter.service);
  if (!filter.service.empty() && !wanted.few) query.where("service = ?", filter.service);
  if (filter.zone) query.where("zones LIKE ?", "%," + to_text(filter.zone) + ",%");
  if (filter.due != DueFilter::any) add_due(query, view, filter.due);
  add_channel(query, wanted);
  add_assignee(query, view, wanted);
  if (!filter.tag.empty()) query.where("cases.id IN (SELECT case_id FROM case_tags WHERE tag = ?)", filter.tag);
  add_parcel(query, view, filter.parcel);
  add_text(query, view, filter.text);
}

/// What is few is fetched and sorted; the open ones stand in the inbox index with all that is sorted by. "+ 0" keeps the planner from
/// walking every case that there ever was in order of its time instead, until enough are found that fit.
void add_time_order(store::Query& query, InboxSort sort, std::vector<std::int64_t> const& key) {
  bool const on = !key.empty();
  if (sort == InboxSort::oldest) {
    if (on) query.where("(opened_at + 0, id) > (?, ?)", key[0], key[2]);
    query.order_by("opened_at + 0, id");
  } else if (sort == InboxSort::updated) {
    if (on) query.where("(updated_at + 0, id) < (?, ?)", key[0], key[2]);
    query.order_by("updated_at + 0 DESC, id DESC");
  } else {
    if (on) query.where("(opened_at + 0, id) < (?, ?)", key[0], key[2]);
    query.order_by("opened_at + 0 DESC, id DESC");
  }
}

void add_order(store::Query& query, InboxSort sort, std::string const& after) {
  auto const key = after.empty() ? std::vector<std::int64_t>{} : parse_key(after);
  bool const on = !key.empty();
  switch (sort) {
    case InboxSort::due:
      if (on) query.where("(due_key, id) > (?, ?)", key[0], key[2]);
      query.order_by("due_key, id");
      return;
    case InboxSort::priority:
      if (on) query.where("(priority, due_key, id) > (?, ?, ?)", key[0], key[1], key[2]);
      query.order_by("priority, due_key, id");
      return;
    case InboxSort::newest:
      if (on) query.where("(opened_at, id) < (?, ?)", key[0], key[2]);
      query.order_by("opened_at DESC, id DESC");
      return;
    case InboxSort::oldest:
      if (on) query.where("(opened_at, id) > (?, ?)", key[0], key[2]);
      query.order_by("opened_at, id");
      return;
    case InboxSort::updated:
      if (on) query.where("(updated_at, id) < (?, ?)", key[0], key[2]);
      query.order_by("updated_at DESC, id DESC");
      return;
  }
}

/// Only what is open is due: who asks for that among all asks among the open ones. Nothing where only closed ones are wanted.
std::optional<InboxFilter> with_due_meant(InboxFilter filter) {
  bool const has_time = filter.due != DueFilter::any && filter.due != DueFilter::none;
  if (has_time && filter.status == CaseStatus::closed) return {};
  if (has_time) filter.status = CaseStatus::open;
  return filter;
}

/// One step over an index that has all that is filtered and sorted by; the rows of the page are read afterwards.
struct Entry {
  CaseId id;
  std::string key;
};

Entry entry_from(store::Row const& row, InboxSort sort) {
  auto const [id, due, priority, opened, updated] = row.as<CaseId, std::int64_t, std::int64_t, std::int64_t, std::int64_t>();
  auto const first = sort == InboxSort::due ? due : sort == InboxSort::priority ? priority : sort == InboxSort::updated ? updated : opened;
  return {id, std::to_string(first) + '.' + std::to_string(due) + '.' + to_text(id)};
}

/// A closed list of one zone is walked along the zone; an open one along the inbox index, which holds the zones.
bool is_along_zone(InboxFilter const& filter) {
  auto const sort = sort_of(filter);
  return filter.zone && filter.status != CaseStatus::open && (sort == InboxSort::newest || sort == InboxSort::oldest);
}

/// CROSS JOIN keeps the order of the tables: first the zone's rows by time, then the case of each.
store::Query along_zone(View const& view, InboxFilter const& filter, PageKey const& page) {
  store::Query query{R"sql(SELECT cases.id, due_key, priority, cases.opened_at, updated_at FROM case_zones CROSS JOIN cases)sql"};
  query.where("cases.id = case_zones.case_id").where("case_zones.zone_id = ?", filter.zone);
  auto rest = filter;
  rest.zone = {};
  add_filters(query, view, {rest, false});
  auto const key = page.after.empty() ? std::vector<std::int64_t>{} : parse_key(page.after);
  if (sort_of(filter) == InboxSort::newest) {
    if (!key.empty()) query.where("(case_zones.opened_at, case_zones.case_id) < (?, ?)", key[0], key[2]);
    query.order_by("case_zones.opened_at DESC, case_zones.case_id DESC");
  } else {
    if (!key.empty()) query.where("(case_zones.opened_at, case_zones.case_id) > (?, ?)", key[0], key[2]);
    query.order_by("case_zones.opened_at, case_zones.case_id");
  }
  return query;
}

store::Query along_index(View const& view, Wanted const& wanted, PageKey const& page) {
  auto const& filter = wanted.filter;
  store::Query query{R"sql(SELECT id, due_key, priority, opened_at, updated_at FROM cases)sql"};
  add_filters(query, view, wanted);
  auto const sort = sort_of(filter);
  bool const by_time = sort != InboxSort::due && sort != InboxSort::priority;
  if (wanted.few && by_time) add_time_order(query, sort, page.after.empty() ? std::vector<std::int64_t>{} : parse_key(page.after));
  else add_order(query, sort, page.after);
  return query;
}

std::vector<Entry> entries(View const& view, InboxFilter const& filter, PageKey const& page) {
  Wanted const wanted{filter, is_few(view, filter)};
  auto query = !wanted.few && is_along_zone(filter) ? along_zone(view, filter, page) : along_index(view, wanted, page);
  query.limit(static_cast<std::int64_t>(std::min<std::size_t>(page.size, 200)) + 1);
  std::vector<Entry> found;
  for (auto const row : view.reader.query(query)) found.push_back(entry_from(row, sort_of(filter)));
  return found;
}

}  // namespace

InboxRow inbox_row(View const& view, CaseId id, std::string_view language) {
  for (auto const row : view.reader.query(
           R"sql(SELECT number, service, version, title, state, is_open, priority, queue, assignee, channel, address, latitude, longitude,
                   opened_at, due_at, revision FROM cases WHERE id = $1)sql",
           id)) {
    InboxRow result{.id = id,
                    .number = row.get<std::string>(0),
                    .service = row.get<std::string>(1),
                    .title = row.get<std::string>(3),
                    .state = row.get<std::string>(4),
                    .status = row.get<bool>(5) ? CaseStatus::open : CaseStatus::closed,
                    .priority = row.get<int>(6),
                    .queue = row.get<std::string>(7),
                    .assignee = row.get<AccountId>(8),
                    .channel = channel_from(row.get<std::string_view>(9)),
                    .address = row.get<std::string>(10),
                    .opened_at = row.get<Time>(13),
                    .due_at = row.get<std::optional<Time>>(14),
                    .revision = row.get<std::int64_t>(15)};
    auto const latitude = row.get<std::optional<double>>(11);
    auto const longitude = row.get<std::optional<double>>(12);
    if (latitude && longitude) result.point = Point{*latitude, *longitude};
    result.overdue = result.status == CaseStatus::open && result.due_at && *result.due_at < view.city.clock().now();
    if (auto const definition = view.city.definitions.get()->find(result.service, row.get<int>(2))) {
      if (result.title.empty()) result.title = definition->title.in(language);
      auto const* state = definition->workflow.state(result.state);
      result.state_label = state == nullptr ? std::string_view{result.state} : public_label(*state, language);
    }
    return result;
  }
  throw not_found();
}

InboxPage inbox(View const& view, InboxFilter const& asked, PageKey const& page, std::string_view language) {
  require(view.actor, "issues.read");
  auto const filter = with_due_meant(asked);
  auto found = filter ? entries(view, *filter, page) : std::vector<Entry>{};
  auto const size = std::min<std::size_t>(page.size, 200);
  InboxPage result;
  if (found.size() > size) {
    found.resize(size);
    result.next = found.back().key;
  }
  for (auto const& entry : found) result.rows.push_back(inbox_row(view, entry.id, language));
  return result;
}

std::vector<QueueCount> queue_counts(View const& view, Time now) {
  require(view.actor, "issues.read");
  std::vector<QueueCount> counts;
  for (auto const row : view.reader.query(
           R"sql(SELECT queue, count(*), sum(CASE WHEN due_key < $1 THEN 1 ELSE 0 END), sum(CASE WHEN assignee = 0 THEN 1 ELSE 0 END)
                 FROM cases WHERE is_open = 1 AND main_id = 0 GROUP BY queue ORDER BY queue)sql",
           now))
    counts.push_back({.queue = row.get<std::string>(0),
                      .open = static_cast<std::size_t>(row.get<std::int64_t>(1)),
                      .overdue = static_cast<std::size_t>(row.get<std::int64_t>(2)),
                      .unassigned = static_cast<std::size_t>(row.get<std::int64_t>(3))});
  return counts;
}

}  // namespace cityhall
