#pragma once
// For tests: a client that sends exactly the bytes it is given and reads what comes, over a blocking socket.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cityhall::web {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer = 0) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    timeval const patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error{"cannot connect"};
  }
  ~RawClient() { ::close(socket_); }
  RawClient(RawClient const&) = delete;
  RawClient& operator=(RawClient const&) = delete;

  /// False when the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  /// Everything until `mark` is in it (with the mark), or until the server closes.
  std::string read_until(std::string_view mark) {
    while (true) {
      if (auto const found = pending_.find(mark); found != std::string::npos) return take(found + mark.size());
      if (!receive()) return take(pending_.size());
    }
  }
  std::string read_to_end() {
    while (receive()) {}
    return take(pending_.size());
  }
  /// One answer: head, and a body of Content-Length bytes. `body_expected` false after HEAD.
  std::string read_answer(bool body_expected = true) {
    auto answer = read_until("\r\n\r\n");
    auto const at = answer.find("Content-Length: ");
    if (!body_expected || at == std::string::npos) return answer;
    auto const size = std::stoul(answer.substr(at + 16));
    while (pending_.size() < size && receive()) {}
    return answer + take(std::min(size, pending_.size()));
  }
  std::string ask(std::string_view bytes) {
    send(bytes);
    return read_answer();
  }
  /// True when the server closes within the patience.
  bool is_closed() {
    while (receive()) {}
    return !timed_out_;
  }

 private:
  bool receive() {
    char block[16'384];
    auto const size = ::recv(socket_, block, sizeof block, 0);
    timed_out_ = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (size <= 0) return false;
    pending_.append(block, static_cast<std::size_t>(size));
    return true;
  }
  std::string take(std::size_t size) {
    auto taken = pending_.substr(0, size);
    pending_.erase(0, size);
    return taken;
  }

  int socket_;
  bool timed_out_ = false;
  std::string pending_;
};

}  // namespace cityhall::web
