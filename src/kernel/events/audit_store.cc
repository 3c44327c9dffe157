#include <algorithm>

#include "kernel/events/audit.h"
#include "kernel/events/rows.h"
#include "store/pattern.h"

namespace cityhall {

std::vector<Event> newest_events(View const& view, AuditFilter const& filter) {
  require(view.actor, "admin.audit");
  store::Query query{
      R"sql(SELECT id, at, type, case_id, task_id, party_id, crew_id, actor_kind, account_id, key_id, actor_name, data FROM events)sql"};
  query.where(R"sql(id >= ?)sql", least_id_at(filter.since));
  if (filter.before) query.where(R"sql(id < ?)sql", filter.before);
  if (filter.case_id) query.where(R"sql(case_id = ?)sql", filter.case_id);
  if (filter.account) query.where(R"sql(account_id = ?)sql", filter.account);
  if (!filter.actor.empty()) query.where(R"sql(actor_name LIKE ? ESCAPE '!')sql", store::anywhere(filter.actor));
  if (!filter.data.empty()) query.where(R"sql(data LIKE ? ESCAPE '!')sql", store::anywhere(filter.data));
  bool const whole_family = !filter.type.empty() && filter.type.find('.') == std::string::npos;
  if (whole_family) query.where(R"sql(type >= ? AND type < ?)sql", filter.type + ".", filter.type + "/");
  else if (!filter.type.empty()) query.where(R"sql(type = ?)sql", filter.type);
  query.order_by(R"sql(id DESC)sql").limit(static_cast<std::int64_t>(std::min<std::size_t>(filter.most, 500)));
  std::vector<Event> events;
  for (auto const row : view.reader.query(query)) events.push_back(event_from(row));
  return events;
}

}  // namespace cityhall
