#include "app/serve.h"

#include <algorithm>
#include <csignal>

#include "base/log.h"
#include "base/refusal.h"
#include "kernel/notices/notice.h"
#include "kernel/threads.h"
#include "services/front/door.h"
#include "ui/assets.h"
#include "web/server.h"

namespace cityhall {
namespace {

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

/// Threads started after this leave the signals to wait_for_end().
void hold_signals() {
  auto const signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void wait_for_end() {
  auto const signals = ending_signals();
  int signal = 0;
  sigwait(&signals, &signal);
}

}  // namespace

web::ServerOptions server_options(ServeOptions const& options, Process const& process, Door const& door) {
  web::ServerOptions server;
  server.address = options.address;
  server.port = options.port;
  server.handler_threads = handler_threads;
  server.access_log = options.access_log;
  server.clock = &process.clock();
  server.spool_folder = process.data();
  server.body_limit = [&door](web::Method method, std::string_view path) { return door.body_limit(method, path); };
  server.fast_path = [&door](web::Request const& request) { return door.fast_path(request); };
  server.at_once = [&door](web::Request& request, web::Reply const& reply) { return door.take_at_once(request, reply); };
  server.error_page = [&door](web::Request const& request, int status, std::string_view why) {
    return door.early_refusal(request, status, why);
  };
  return server;
}

void serve(Process& process, ServeOptions const& options) {
  auto const slugs = process.slugs();
  if (slugs.empty())
    throw invalid("serve.no_city", _("There is no city in {data}.").with("data", process.data().string()),
                  _("Make one with: cityhall init {data}").with("data", process.data().string()));
  hold_signals();
  Cities cities;
  std::vector<std::string> proxies;
  for (auto const& slug : slugs) {
    auto& served = cities.add(process.open(slug));
    // In front of all cities stands the same proxy: what only one of them trusts could forge addresses at the others.
    auto const named = served.city().settings.get()->trusted_proxies;
    if (cities.all().size() == 1) proxies = named;
    else std::erase_if(proxies, [&](std::string const& proxy) { return std::find(named.begin(), named.end(), proxy) == named.end(); });
    settle_interrupted_notices(served.city());
    served.start_jobs();
  }
  web::Assets const assets{ui_assets()};
  Door const door{process.modules(), cities, assets};
  auto settings_of_server = server_options(options, process, door);
  settings_of_server.trusted_proxies = std::move(proxies);
  web::Server server{std::move(settings_of_server),
                     [&door](web::Request&& request, web::Reply reply) { door.handle(std::move(request), std::move(reply)); }};
  log_info("listening", {{"address", options.address}, {"port", std::to_string(server.port())}, {"cities", std::to_string(slugs.size())}});
  if (options.started) options.started(cities, server.port());
  wait_for_end();
  log_info("stopping");
  server.stop();
  for (auto const& served : cities.all()) served->stop_jobs();
}

}  // namespace cityhall
