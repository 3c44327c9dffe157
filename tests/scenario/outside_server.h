#pragma once
// Another body's web server, for scenarios in which the city asks one.

#include <map>
#include <mutex>
#include <string>

#include "web/server.h"

namespace cityhall::scenario {

/// Answers with what the scenario puts there: 404 for what it did not, 503 for what it put without content.
class OutsideServer {
 public:
  std::string base() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }
  void put(std::string path, std::string content) {
    std::lock_guard const lock{mutex_};
    contents_[std::move(path)] = std::move(content);
  }

 private:
  web::Response answer(std::string const& path) {
    std::lock_guard const lock{mutex_};
    auto const found = contents_.find(path);
    if (found == contents_.end()) return web::text("not found\n", 404);
    return found->second.empty() ? web::text("away\n", 503) : web::text(found->second);
  }

  std::mutex mutex_;
  std::map<std::string, std::string> contents_;
  web::Server server_{{}, [this](web::Request&& request, web::Reply const& reply) { reply(answer(request.path)); }};
};

}  // namespace cityhall::scenario
