#include <limits>

#include "kernel/casework/escalation_rows.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

void add_moment(store::Query& query, EscalationRule const& rule, Time now) {
  std::chrono::minutes const wait{rule.minutes};
  switch (rule.moment) {
    case EscalationMoment::before_due:
      query.where("due_key >= ? AND due_key < ? AND due_key <> ?", now, now + wait, never);
      query.where("due_key >= ?", rule.made_at);
      return;
    case EscalationMoment::after_due:
      query.where("due_key < ? AND due_key >= ?", now - wait, rule.made_at - wait);
      return;
    case EscalationMoment::unassigned:
      query.where("assignee = 0");
      [[fallthrough]];
    case EscalationMoment::after_opened:
      query.where("opened_at < ? AND opened_at >= ? AND paused_left IS NULL", now - wait, rule.made_at - wait);
      return;
  }
}

void add_queue(store::Query& query, std::string const& queue) {
  if (queue.empty() || queue == "*") return;
  if (!queue.ends_with("/*")) {
    query.where("queue || '' = ?", queue);
    return;
  }
  auto const department = queue.substr(0, queue.size() - 2);
  query.where("queue || '' = ? OR (queue || '' >= ? AND queue || '' < ?)", department, department + "/", department + "0");
}

bool is_about_due(EscalationMoment moment) { return moment == EscalationMoment::before_due || moment == EscalationMoment::after_due; }

}  // namespace

std::vector<EscalationRule> escalation_rules(View const& view) {
  std::vector<EscalationRule> rules;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, service, queue, moment, minutes, step, target, active, made_at FROM escalation_rules ORDER BY id)sql"))
    rules.push_back({.id = row.get<std::int64_t>(0),
                     .service = row.get<std::string>(1),
                     .queue = row.get<std::string>(2),
                     .moment = escalation_moment_from(row.get<std::string_view>(3)),
                     .minutes = row.get<std::int64_t>(4),
                     .step = escalation_step_from(row.get<std::string_view>(5)),
                     .target = row.get<std::string>(6),
                     .active = row.get<bool>(7),
                     .made_at = row.get<Time>(8)});
  return rules;
}

void write_rule(Unit& unit, EscalationRule const& rule) {
  unit.tx.run(
      R"sql(INSERT INTO escalation_rules (id, service, queue, moment, minutes, step, target, active, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET service = excluded.service, queue = excluded.queue, moment = excluded.moment,
              minutes = excluded.minutes, step = excluded.step, target = excluded.target, active = excluded.active)sql",
      rule.id, rule.service, rule.queue, to_text(rule.moment), rule.minutes, to_text(rule.step), rule.target, rule.active, unit.now);
}

bool erase_rule(Unit& unit, std::int64_t id) { return unit.tx.run(R"sql(DELETE FROM escalation_rules WHERE id = $1)sql", id) > 0; }

std::vector<DueStep> due_steps(View const& view, EscalationRule const& rule, Time now, std::size_t most) {
  store::Query query{R"sql(SELECT id, due_key FROM cases)sql"};
  query.where("is_open = 1 AND main_id = 0");
  add_moment(query, rule, now);
  add_queue(query, rule.queue);
  if (!rule.service.empty()) query.where("service || '' = ?", rule.service);
  if (is_about_due(rule.moment))
    query.where(
        "NOT EXISTS (SELECT 1 FROM escalations_done WHERE escalations_done.case_id = cases.id AND rule_id = ? AND mark = cases.due_key)",
        rule.id);
  else query.where("NOT EXISTS (SELECT 1 FROM escalations_done WHERE escalations_done.case_id = cases.id AND rule_id = ?)", rule.id);
  query.order_by("due_key, id").limit(static_cast<std::int64_t>(most));
  std::vector<DueStep> steps;
  for (auto const row : view.reader.query(query))
    steps.push_back({row.get<CaseId>(0), is_about_due(rule.moment) ? row.get<std::int64_t>(1) : 0});
  return steps;
}

bool mark_done(Unit& unit, std::int64_t rule, DueStep const& step) {
  return unit.tx.run(
             R"sql(INSERT INTO escalations_done (case_id, rule_id, mark, done_at) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (case_id, rule_id, mark) DO NOTHING)sql",
             step.case_id, rule, step.mark, unit.now) > 0;
}

std::vector<QueueLead> queue_leads(View const& view) {
  std::vector<QueueLead> leads;
  for (auto const row : view.reader.query(
           R"sql(SELECT queue_leads.queue, queue_leads.account_id, accounts.name FROM queue_leads
                 JOIN accounts ON accounts.id = queue_leads.account_id ORDER BY queue_leads.queue)sql"))
    leads.push_back({row.get<std::string>(0), row.get<AccountId>(1), row.get<std::string>(2)});
  return leads;
}

void write_lead(Unit& unit, std::string_view queue, AccountId account) {
  if (!account) {
    unit.tx.run(R"sql(DELETE FROM queue_leads WHERE queue = $1)sql", queue);
    return;
  }
  unit.tx.run(
      R"sql(INSERT INTO queue_leads (queue, account_id) VALUES ($1, $2) ON CONFLICT (queue) DO UPDATE SET account_id = excluded.account_id)sql",
      queue, account);
}

AccountId lead_of(View const& view, std::string_view queue) {
  QueueLead const* best = nullptr;
  auto const leads = queue_leads(view);
  for (auto const& lead : leads)
    if (queue_matches(lead.queue, queue) && (best == nullptr || lead.queue == queue || lead.queue.size() > best->queue.size())) {
      best = &lead;
      if (lead.queue == queue) break;
    }
  return best == nullptr ? AccountId{} : best->account;
}

}  // namespace cityhall
