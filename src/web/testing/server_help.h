#pragma once
// What tests of the server say to it, and how they read its answers.

#include <chrono>
#include <future>
#include <string>
#include <string_view>

#include "web/server.h"

namespace cityhall::web {

inline std::string get(std::string_view path, std::string_view headers = "") {
  return "GET " + std::string{path} + " HTTP/1.1\r\nHost: a\r\n" + std::string{headers} + "\r\n";
}
inline std::string post(std::string_view path, std::string const& body, std::string_view headers = "") {
  return "POST " + std::string{path} + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string{headers} + "\r\n" + body;
}
inline std::string status_of(std::string const& answer) { return answer.substr(0, std::min<std::size_t>(answer.size(), 12)); }
inline std::string body_of(std::string const& answer) { return answer.substr(std::min(answer.find("\r\n\r\n"), answer.size() - 4) + 4); }

/// A gate that handlers wait at; no test sleeps.
class Gate {
 public:
  void open() { promise_.set_value(); }
  void wait() const { future_.wait(); }

 private:
  std::promise<void> promise_;
  std::shared_future<void> future_ = promise_.get_future().share();
};

inline void echo(Request&& request, Reply const& reply) {
  std::string seen = std::string{to_text(request.method)} + " " + request.target + " " + std::to_string(request.body.size());
  for (auto const& field : request.form.fields) seen += " " + field.name + "=" + field.value;
  for (auto const& file : request.form.files) seen += " " + file.name + "@" + file.filename + ":" + std::to_string(file.bytes.size());
  reply(text(seen));
}

inline ServerOptions quick() {
  ServerOptions options;
  options.timeouts = {.header = std::chrono::milliseconds{60},
                      .body = std::chrono::milliseconds{60},
                      .idle = std::chrono::milliseconds{60},
                      .write = std::chrono::milliseconds{200},
                      .heartbeat = std::chrono::milliseconds{40},
                      .linger = std::chrono::milliseconds{200},
                      .body_bytes_per_second = 1'000'000};
  return options;
}

}  // namespace cityhall::web
