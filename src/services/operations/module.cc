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

class MetricsText {
 public:
  void add(std::string_view name, std::string_view kind, std::string_view help, double value) {
    text_ += fmt::format("# HELP cityhall_{0} {1}\n# TYPE cityhall_{0} {2}\ncityhall_{0} {3}\n", name, help, kind, value);
  }
  void add(std::string_view name, std::string_view kind, std::string_view help, std::int64_t value) {
    add(name, kind, help, static_cast<double>(value));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_store(MetricsText& text, store::Stats const& stats) {
  text.add("store_queued_interactive", "gauge", "Writes that wait.", static_cast<std::int64_t>(stats.queued_interactive));
  text.add("store_queued_bulk", "gauge", "Bulk writes that wait.", static_cast<std::int64_t>(stats.queued_bulk));
  text.add("store_commits_total", "counter", "Groups of writes made durable.", stats.commits);
  text.add("store_works_committed_total", "counter", "Writes made durable.", stats.works_committed);
  text.add("store_works_undone_total", "counter", "Writes that were refused or failed.", stats.works_undone);
  text.add("store_commits_failed_total", "counter", "Commits that failed: look at the disk.", stats.commits_failed);
  text.add("store_commit_seconds_total", "counter", "Time inside commits.", static_cast<double>(stats.commit_micros_sum) / 1e6);
  text.add("store_wait_seconds_total", "counter", "Time between asking for a write and its start.",
           static_cast<double>(stats.wait_micros_sum) / 1e6);
  text.add("store_wal_bytes", "gauge", "Size of the write-ahead log.", stats.wal_bytes);
  text.add("store_reads_total", "counter", "Read snapshots taken.", stats.reads);
}

/// Figures of the whole city; no figure is about one person.
web::Response show_metrics(Call& call) {
  MetricsText text;
  add_store(text, call.city.db().stats());
  auto const actor = system_actor("metrics");
  View const view{call.city, call.reader, actor};
  std::int64_t open = 0;
  std::int64_t overdue = 0;
  for (auto const& queue : queue_counts(view, call.now)) {
    open += static_cast<std::int64_t>(queue.open);
    overdue += static_cast<std::int64_t>(queue.overdue);
  }
  text.add("cases_open", "gauge", "Open requests.", open);
  text.add("cases_overdue", "gauge", "Open requests past their due time.", overdue);
  text.add("notices_failed", "gauge", "Mails that could not be sent (at most 100 are counted).",
           static_cast<std::int64_t>(notices(view, {.state = NoticeState::failed}).size()));
  text.add("live_streams", "gauge", "Open live streams.", static_cast<std::int64_t>(call.live().size()));
  auto response = web::text(text.take());
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
