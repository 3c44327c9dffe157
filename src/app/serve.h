#pragma once
// The running server.

#include <cstdint>
#include <functional>
#include <string>

#include "app/process.h"

namespace cityhall::web {
struct ServerOptions;
}

namespace cityhall {

class Door;

struct ServeOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  bool access_log = false;
  std::function<void(Cities&, std::uint16_t port)> started{};  // called once when it listens
};

/// How the program's server is set up; the scenarios listen with the same.
web::ServerOptions server_options(ServeOptions const& options, Process const& process, Door const& door);
/// Serves every city of the data folder until SIGINT or SIGTERM, then finishes what was begun.
void serve(Process& process, ServeOptions const& options);

}  // namespace cityhall
