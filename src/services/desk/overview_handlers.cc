#include "services/desk/overview_handlers.h"

#include <algorithm>
#include <map>

#include "kernel/cases/public_case.h"
#include "services/desk/overview_page.h"

namespace cityhall {
namespace {

/// Every service that has open requests or had any lately, most open ones first.
std::vector<ServiceRow> service_rows(Call const& call) {
  std::map<std::string, ServiceRow> rows;
  for (auto const& counted : figures(call.view(), call.now, overview_days)) rows[counted.service].lately = counted;
  for (auto const& load : service_loads(call.view(), call.now)) rows[load.service].load = load;
  std::vector<ServiceRow> list;
  for (auto& [service, row] : rows) {
    row.service = service;
    list.push_back(std::move(row));
  }
  std::stable_sort(list.begin(), list.end(), [](ServiceRow const& a, ServiceRow const& b) { return a.load.open > b.load.open; });
  return list;
}

}  // namespace

web::Response show_overview(Call& call) {
  return overview_page(call, {.queues = queue_counts(call.view(), call.now),
                              .days = figures_by_day(call.view(), call.now, overview_days),
                              .services = service_rows(call),
                              .channels = channel_counts(call.view(), call.now - std::chrono::days{overview_days})});
}

}  // namespace cityhall
