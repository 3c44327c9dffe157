#include <algorithm>

#include "kernel/calendar/business_calendar.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "services/delegates/results.h"
#include "store/transaction.h"

namespace cityhall::delegates {
namespace {

std::string label_of(City& city, store::Row const& row) {
  auto const definition = city.definitions.get()->find(row.get<std::string>(2), row.get<int>(3));
  auto const* state = definition ? definition->workflow.state(row.get<std::string>(5)) : nullptr;
  return state == nullptr ? row.get<std::string>(5) : std::string{public_label(*state, city.settings.get()->default_language())};
}

}  // namespace

std::vector<DelegatedCase> results_of(View const& view, Delegation const& delegation, ResultFilter const& filter) {
  store::Query query{R"sql(
    SELECT cases.id, number, service, version, address, state, is_open, opened_at, due_at, closed_at, outcome, public_note
    FROM delegated_cases JOIN cases ON cases.id = delegated_cases.case_id)sql"};
  query.where("delegation_id = ?", delegation.id);
  if (!filter.service.empty()) query.where("service = ?", filter.service);
  if (filter.status) query.where("is_open = ?", *filter.status == CaseStatus::open);
  if (filter.since) query.where("opened_at >= ?", *filter.since);
  if (filter.before) query.where("delegated_cases.case_id < ?", filter.before);
  query.order_by("delegated_cases.case_id DESC").limit(static_cast<std::int64_t>(std::min<std::size_t>(filter.most, 10'000)));
  std::vector<DelegatedCase> results;
  for (auto const row : view.reader.query(query))
    results.push_back({.id = row.get<CaseId>(0),
                       .number = row.get<std::string>(1),
                       .service = row.get<std::string>(2),
                       .address = row.get<std::string>(4),
                       .state_label = label_of(view.city, row),
                       .status = row.get<bool>(6) ? CaseStatus::open : CaseStatus::closed,
                       .opened_at = row.get<Time>(7),
                       .due_at = row.get<std::optional<Time>>(8),
                       .closed_at = row.get<std::optional<Time>>(9),
                       .outcome = row.get<std::string>(10),
                       .message = row.get<std::string>(11)});
  return results;
}

ResultCounts count_results(View const& view, Delegation const& delegation, Time now) {
  ResultCounts counts;
  for (auto const row : view.reader.query(
           R"sql(SELECT count(*), sum(is_open), sum(CASE WHEN is_open = 1 AND due_key < $2 THEN 1 ELSE 0 END)
                 FROM delegated_cases JOIN cases ON cases.id = delegated_cases.case_id WHERE delegation_id = $1)sql",
           delegation.id, now)) {
    auto const all = row.get<std::int64_t>(0);
    auto const open = row.get<std::optional<std::int64_t>>(1).value_or(0);
    counts = {.open = static_cast<std::size_t>(open),
              .closed = static_cast<std::size_t>(all - open),
              .late = static_cast<std::size_t>(row.get<std::optional<std::int64_t>>(2).value_or(0))};
  }
  return counts;
}

}  // namespace cityhall::delegates
