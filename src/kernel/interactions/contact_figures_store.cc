#include "kernel/interactions/contact_figures.h"

#include <algorithm>
#include <optional>

#include "base/refusal.h"
#include "kernel/city.h"
#include "store/reader.h"

namespace cityhall {
namespace {

struct Row {
  Channel channel{};
  Time started{};
  std::optional<Time> taken{};
  std::optional<Time> ended{};
  AccountId agent{};
  std::string queue{};
  std::string wrap_up{};
  std::string person{};   // empty: unknown
  bool repeats = false;   // the same person was here in the seven days before
  bool repeated = false;  // and came again in the seven days after
};

/// With the seven days around, oldest first.
std::vector<Row> rows_of(View const& view, ContactSpan const& span) {
  std::vector<Row> rows;
  for (auto const row : view.reader.query(
           R"sql(SELECT channel, started_at, taken_at, ended_at, agent, queue, wrap_up, party_id, caller_key FROM interactions
                 WHERE started_at >= $1 AND started_at < $2 ORDER BY started_at, id)sql",
           span.from - repeat_span, span.to + repeat_span)) {
    auto const party = row.get<std::optional<std::int64_t>>(7);
    auto const key = row.get<std::string>(8);
    rows.push_back({.channel = channel_from(row.get<std::string>(0)),
                    .started = row.get<Time>(1),
                    .taken = row.get<std::optional<Time>>(2),
                    .ended = row.get<std::optional<Time>>(3),
                    .agent = row.get<AccountId>(4),
                    .queue = row.get<std::string>(5),
                    .wrap_up = row.get<std::string>(6),
                    .person = !key.empty() ? key
                              : party      ? "party " + std::to_string(*party)
                                           : std::string{}});
  }
  return rows;
}

void mark_repeats(std::vector<Row>& rows) {
  std::map<std::string, Row*> last;
  for (auto& row : rows) {
    if (row.person.empty()) continue;
    auto*& before = last[row.person];
    if (before != nullptr && row.started - before->started <= repeat_span) {
      row.repeats = true;
      before->repeated = true;
    }
    before = &row;
  }
}

/// Sums first, means at the end.
void count(ContactFigures& figures, Row const& row) {
  ++figures.contacts;
  if (!row.person.empty()) ++figures.known;
  if (row.repeats) ++figures.repeated;
  if (row.wrap_up == "abandoned") ++figures.abandoned;
  if (row.taken) {
    ++figures.taken;
    figures.waiting_seconds += std::chrono::duration<double>(*row.taken - row.started).count();
  }
  if (!row.taken || !row.ended || !row.agent) return;
  ++figures.handled;
  figures.handling_seconds += std::chrono::duration<double>(*row.ended - *row.taken).count();
  auto const* const how = wrap_up_from(row.wrap_up);
  if (how != nullptr && how->resolved && !row.repeated) ++figures.settled;
}

void finish(ContactFigures& figures) {
  if (figures.taken > 0) figures.waiting_seconds /= static_cast<double>(figures.taken);
  if (figures.handled > 0) figures.handling_seconds /= static_cast<double>(figures.handled);
}

}  // namespace

ContactReport contact_report(View const& view, ContactSpan const& span) {
  require(view.actor, "contact.figures");
  auto rows = rows_of(view, span);
  mark_repeats(rows);
  ContactReport report;
  auto const zone = view.city.zone();
  std::map<AccountId, ContactFigures> agents;
  std::map<std::string, ContactFigures> queues;
  std::map<std::chrono::sys_days, ContactFigures> days;
  for (int index = 0; index < 48; ++index) report.half_hours.push_back({.index = index});
  for (auto const& row : rows) {
    auto const inside = row.started >= span.from && row.started < span.to;
    if (!inside || (span.agent && row.agent != span.agent) || (!span.queue.empty() && row.queue != span.queue)) continue;
    auto const local = zone.local(row.started);
    for (auto* figures : {&report.total, &report.by_channel[row.channel], &queues[row.queue], &days[std::chrono::sys_days{local.date}]})
      count(*figures, row);
    if (row.agent) count(agents[row.agent], row);
    auto& half = report.half_hours.at(static_cast<std::size_t>(std::min<std::int64_t>(47, local.since_midnight.count() / 1800)));
    ++half.all;
    ++half.contacts[row.channel];
  }
  finish(report.total);
  for (auto& [channel, figures] : report.by_channel) finish(figures);
  for (auto& [agent, figures] : agents) {
    finish(figures);
    report.by_agent.emplace_back(agent_name(view, agent), figures);
  }
  for (auto& [queue, figures] : queues) {
    finish(figures);
    report.by_queue.emplace_back(queue, figures);
  }
  for (auto& [day, figures] : days) {
    finish(figures);
    report.by_day.emplace_back(Date{day}, figures);
  }
  report.days = static_cast<std::size_t>(std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::days>(span.to - span.from).count()));
  return report;
}

}  // namespace cityhall
