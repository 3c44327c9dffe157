#include "services/operations/module.h"

#include <fmt/format.h>

#include "base/json.h"
#include "kernel/accounts/api_key.h"
#include "kernel/accounts/session.h"
#include "kernel/cases/inbox.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/files/file.h"
#include "kernel/notices/notice.h"
#include "kernel/requests/idempotency.h"
#include "kernel/sign_in/sign_in.h"
#include "services/operations/metrics.h"
#include "store/database.h"

namespace cityhall {
namespace {

/// 200 when the city can be read and its writer is not stuck, 503 otherwise; load balancers ask this.
web::Response show_health(Call& call) {
  constexpr std::size_t queue_high = 2000;
  auto const stats = call.city.db().stats();
  auto const services = call.city.definitions.get()->current().size();
  auto const busy = stats.queued_interactive > queue_high;
  Json const health{{"status", busy ? "busy" : "ok"},
                    {"city", call.city.settings.get()->name},
                    {"services", services},
                    {"queued_writes", stats.queued_interactive}};
  auto response = web::json(to_text(health), busy ? 503 : 200);
  web::no_store(response);
  return response;
}

MetricFigures figures_of(Call& call) {
  auto const actor = system_actor("metrics");
  View const view{call.city, call.reader, actor};
  MetricFigures figures{.store = call.city.db().stats(),
                        .notices_failed = static_cast<std::int64_t>(notices(view, {.state = NoticeState::failed}).size()),
                        .live_streams = static_cast<std::int64_t>(call.live().size())};
  for (auto const& queue : queue_counts(view, call.now)) {
    figures.cases_open += static_cast<std::int64_t>(queue.open);
    figures.cases_overdue += static_cast<std::int64_t>(queue.overdue);
  }
  return figures;
}

/// Figures of the whole city; no figure is about one person.
web::Response show_metrics(Call& call) {
  std::string text;
  for (auto const& metric : metrics_of(figures_of(call)))
    text += fmt::format("# HELP cityhall_{0} {1}\n# TYPE cityhall_{0} {2}\ncityhall_{0} {3}\n", metric.name, metric.help, metric.kind,
                        metric.value);
  auto response = web::text(text);
  response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  web::no_store(response);
  return response;
}

void send_notices(City& city) { send_due_notices(city); }
void keep_all_sessions(City& city) {
  keep_sessions(city);
  keep_api_keys(city);
}
void sweep_files(City& city) { sweep_blobs(city); }
void forget_answers(City& city) { forget_old_answers(city); }

}  // namespace

Module operations_module() {
  using enum web::Method;
  using namespace std::chrono_literals;
  return {.name = "operations",
          .title = _("Operations"),
          .routes = {{.method = GET,
                      .path = "/health",
                      .permission = "public",
                      .access = Access::read,
                      .handler = show_health,
                      .summary = _("Whether the city can be read and written"),
                      .answers = Answers::json},
                     {.method = GET,
                      .path = "/metrics",
                      .permission = "public",
                      .access = Access::read,
                      .handler = show_metrics,
                      .summary = _("Figures in the Prometheus text format"),
                      .answers = Answers::json}},
          .jobs = {{"send notices", 2s, send_notices},
                   {"keep sessions", 60s, keep_all_sessions},
                   {"forget dead sign-ins", 600s, forget_dead_sign_ins},
                   {"forget old answers", 3600s, forget_answers},
                   {"sweep files", 24h, sweep_files}}};
}

}  // namespace cityhall
