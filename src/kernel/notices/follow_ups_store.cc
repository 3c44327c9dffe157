#include "kernel/notices/follow_ups.h"

#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/rating.h"
#include "kernel/cases/tracking.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/way_out.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::string_view later = "after:";

void plan(Unit& unit, Case const& report, NotifyRule const& rule) {
  auto const period = parse_period(std::string_view{rule.on}.substr(later.size()));
  if (!period || !report.closed_at) return;
  unit.tx.run(R"sql(INSERT INTO case_follow_ups (case_id, template, closed_at, due_at) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (case_id, template) DO UPDATE SET closed_at = excluded.closed_at, due_at = excluded.due_at)sql",
              report.id, rule.template_name, *report.closed_at, unit.city.calendar.get()->due(*report.closed_at, *period));
}

struct FollowUp {
  CaseId case_id{};
  std::string template_name;
  Time closed_at{};
};

std::vector<FollowUp> due_follow_ups(View const& view, Time now) {
  std::vector<FollowUp> due;
  for (auto const row : view.reader.query(
           R"sql(SELECT case_id, template, closed_at FROM case_follow_ups WHERE due_at <= $1 ORDER BY due_at, case_id LIMIT 200)sql", now))
    due.push_back({row.get<CaseId>(0), row.get<std::string>(1), row.get<Time>(2)});
  return due;
}

void ask_again(Unit& unit, FollowUp const& wanted) {
  unit.tx.run(R"sql(DELETE FROM case_follow_ups WHERE case_id = $1 AND template = $2)sql", wanted.case_id, wanted.template_name);
  auto const view = view_of(unit);
  auto const report = load_case(view, wanted.case_id);
  bool const stands = report.closed() && report.closed_at == wanted.closed_at && !rating_of(view, report.id);
  if (!stands || !report.reporter || wants_no_mail(view, report.reporter, report.id)) return;
  auto const link = tracking_url(unit.city, report.id, report.number);
  queue_notice(unit,
               {.template_name = wanted.template_name,
                .key = "follow-up/" + to_text(report.id) + "/" + wanted.template_name + "/" + std::to_string(to_micros(wanted.closed_at)),
                .party = report.reporter,
                .language = report.language,
                .case_id = report.id,
                .values = {{"number", report.number},
                           {"title", std::string{title_of(report, report.language)}},
                           {"place", report.place.address},
                           {"link", link},
                           {"rate", link + "#rating"},
                           {"unsubscribe", unsubscribe_url(unit.city, {.party = report.reporter, .request = report.id})}}});
}

}  // namespace

void plan_follow_ups(Unit& unit, Event const& event) {
  if (!event.subject.case_id) return;
  auto const report = load_case(view_of(unit), event.subject.case_id);
  if (!report.closed() || !report.reporter || report.outcome == "duplicate") return;
  for (auto const& rule : report.definition->notify)
    if (rule.on.starts_with(later)) plan(unit, report, rule);
}

void send_follow_ups(City& city) {
  auto const actor = system_actor("follow-ups");
  auto const now = city.clock().now();
  auto const due = run_view(city, actor, [&](View const& view) { return due_follow_ups(view, now); });
  for (auto const& wanted : due)
    run_unit(
        city, actor, [&](Unit& unit) { ask_again(unit, wanted); }, store::Lane::bulk);
}

}  // namespace cityhall
