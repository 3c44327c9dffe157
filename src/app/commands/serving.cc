#include <iostream>

#include "app/commands/commands.h"
#include "app/commands/progress_bar.h"
#include "app/demo.h"
#include "app/demo_year.h"
#include "app/serve.h"
#include "base/log.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

CommandOption port_option() {
  return {.name = "--port", .kind = OptionKind::number, .summary = "Port on which to listen", .fallback = "8080"};
}

std::uint16_t port_of(Arguments const& arguments) {
  auto const port = arguments.number("port");
  if (port < 0 || port > 65'535) throw invalid("port.range", _("A port is a number up to 65535."));
  return static_cast<std::uint16_t>(port);
}

ExitCode run_serve(Arguments const& arguments) {
  Process process{arguments.text("data")};
  serve(process, {.address = arguments.text("address"),
                  .port = port_of(arguments),
                  .access_log = arguments.has("access-log"),
                  .started = [](Cities& cities, std::uint16_t) {
                    for (auto const& served : cities.all())
                      std::cout << served->city().settings.get()->name << ": " << served->city().settings.get()->base_url << "/"
                                << std::endl;
                  }});
  return ExitCode::ok;
}

void make_demo_with_progress(Process const& process, Arguments const& arguments) {
  if (!std::filesystem::exists(process.folder_of(demo_slug)))
    std::cout << "Making the demo city Fairhaven: a town, its services, crews and people, and a year of reports" << std::endl;
  ProgressBar bar{false};
  make_demo({.data = process.data(),
             .cache = arguments.text("cache"),
             .residents = arguments.number("residents"),
             .now = process.clock().now(),
             .tell = [&](std::string const& what, std::size_t done, std::size_t total) { bar.show(done, total, what); }});
  bar.finish();
}

ExitCode run_demo(Arguments const& arguments) {
  std::filesystem::path const data{arguments.text("data")};
  auto const port = port_of(arguments);
  set_log_level(LogLevel::warning);
  Process process{data};
  if (arguments.has("fresh")) std::filesystem::remove_all(process.folder_of(demo_slug));
  make_demo_with_progress(process, arguments);
  auto const tell = [&](Cities& cities, std::uint16_t listening) {
    tell_demo(data, cities.all().front()->city(), {.port = listening, .smtp_url = arguments.text("smtp")});
  };
  serve(process, {.port = port, .started = tell});
  return ExitCode::ok;
}

ExitCode run_version(Arguments const& arguments) {
  std::cout << (arguments.has("json") ? R"({"version": ")" CITYHALL_VERSION "\"}\n" : "cityhall " CITYHALL_VERSION "\n");
  return ExitCode::ok;
}

}  // namespace

std::vector<Command> serving_commands() {
  return {
      {"serve",
       "Serves every city of a data folder.",
       {data_option(),
        port_option(),
        {.name = "--address", .summary = "Address on which to listen", .fallback = "127.0.0.1"},
        {.name = "--access-log", .kind = OptionKind::flag, .summary = "Log every request"}},
       run_serve},
      {"demo",
       "Makes the demo city Fairhaven if it is not there yet, and serves it.",
       {data_option(),
        port_option(),
        {.name = "--smtp", .summary = "Mail server that gets the demo's mails; without it they wait"},
        {.name = "--residents", .kind = OptionKind::number, .summary = "How many live in its town", .fallback = "33000"},
        {.name = "--cache", .kind = OptionKind::path, .summary = "Keeps what was made for a day, so that the next one is there at once"},
        {.name = "--fresh", .kind = OptionKind::flag, .summary = "Throw the demo city away and start over"}},
       run_demo},
      {"version", "Prints the version.", {json_option()}, run_version},
  };
}

}  // namespace cityhall
