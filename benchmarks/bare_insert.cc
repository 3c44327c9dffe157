// The yardstick for a durable submission: one row for each POST, through the same server and the same group commit.
//   bare_insert PORT FOLDER
#include <csignal>
#include <iostream>

#include "base/id.h"
#include "base/time.h"
#include "store/database.h"
#include "store/migrations.h"
#include "web/server.h"

namespace cityhall {
namespace {

constexpr std::string_view table = R"sql(
CREATE TABLE rows (
  id BIGINT PRIMARY KEY, -- public
  body TEXT NOT NULL -- public
);
)sql";

void run(std::uint16_t port, std::filesystem::path const& folder) {
  SystemClock const clock;
  IdMaker ids{clock, 1};
  auto const database = store::open_sqlite(folder / "bare.db");
  std::array const migrations{store::Migration{.module = "bare", .number = 1, .name = "rows", .sql = table}};
  store::migrate(*database, migrations, clock);
  web::ServerOptions options;
  options.port = port;
  options.at_once = [&](web::Request& request, web::Reply const& reply) {
    auto const form = web::read_form(request);
    auto const body = std::make_shared<std::string>(form.fields.get("description"));
    database->enqueue(
        [&ids, body](store::Transaction& tx) { tx.run(R"sql(INSERT INTO rows (id, body) VALUES ($1, $2))sql", ids.next(), *body); },
        [reply](std::exception_ptr const& fault) { reply(web::json(fault ? "[]" : "[1]", fault ? 500 : 200)); });
    return true;
  };
  web::Server server{options, [](web::Request&&, web::Reply const& reply) { reply(web::text("not here", 404)); }};
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
}

}  // namespace
}  // namespace cityhall

int main(int count, char** words) {
  if (count != 3) return std::cerr << "bare_insert PORT FOLDER\n", 2;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  cityhall::run(static_cast<std::uint16_t>(std::stoi(words[1])), words[2]);
}
