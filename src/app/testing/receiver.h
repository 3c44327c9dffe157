#pragma once
// For tests: another system's web server.

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cityhall {

/// A web server on loopback for tests; `status` says what to answer to each call, 0 hangs up without an answer.
class Receiver {
 public:
  struct Call {
    std::string text;
    /// Of the request; empty without it.
    std::string header(std::string const& name) const { return header_in(text, name); }
    std::string body() const { return text.substr(text.find("\r\n\r\n") + 4); }
    /// "POST /hook HTTP/1.1"
    std::string first_line() const { return text.substr(0, text.find("\r\n")); }
  };
  explicit Receiver(std::function<int(int)> status) : Receiver{std::move(status), [](Call const&) { return std::string{"ok"}; }} {}
  /// Answers 200 with a body of its own to each call.
  explicit Receiver(std::function<std::string(Call const&)> body) : Receiver{[](int) { return 200; }, std::move(body)} {}
  ~Receiver() {
    stopping_ = true;
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  std::string base() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::string url() const { return base() + "/hook"; }
  std::vector<Call> calls() {
    std::lock_guard const lock{mutex_};
    return calls_;
  }

 private:
  Receiver(std::function<int(int)> status, std::function<std::string(Call const&)> body)
      : status_{std::move(status)}, body_{std::move(body)}, socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(socket_, 16);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  void serve() {
    while (!stopping_) {
      auto const client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      answer(client);
      ::close(client);
    }
  }
  void answer(int client) {
    std::string text;
    char bytes[4096];
    while (!complete(text)) {
      auto const got = ::recv(client, bytes, sizeof bytes, 0);
      if (got <= 0) return;
      text.append(bytes, static_cast<std::size_t>(got));
    }
    int number = 0;
    {
      std::lock_guard const lock{mutex_};
      calls_.push_back({text});
      number = static_cast<int>(calls_.size());
    }
    auto const status = status_(number);
    if (status == 0) return;  // hangs up without an answer
    auto const body = body_({text});
    auto const reply =
        "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    ::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
  }
  static std::string header_in(std::string const& text, std::string const& name) {
    auto const at = text.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    auto const from = at + name.size() + 4;
    return text.substr(from, text.find("\r\n", from) - from);
  }
  static bool complete(std::string const& text) {
    auto const end = text.find("\r\n\r\n");
    return end != std::string::npos && text.size() - end - 4 >= std::stoul("0" + header_in(text, "Content-Length"));
  }

  std::function<int(int)> status_;
  std::function<std::string(Call const&)> body_;
  int socket_;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::vector<Call> calls_;
  std::thread thread_;
};

}  // namespace cityhall
