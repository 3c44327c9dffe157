#include "smtp_sink.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

#include "base/text.h"
#include "mail.h"

namespace cityhall::scenario {

class SmtpSink::Impl {
 public:
  Impl() : listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, plain, size) != 0 || ::listen(listener_, 16) != 0 || ::getsockname(listener_, plain, &size) != 0)
      throw std::runtime_error{"the mail sink cannot listen"};
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { accept_all(); }};
  }
  ~Impl() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  Impl(Impl const&) = delete;
  Impl& operator=(Impl const&) = delete;

  std::uint16_t port() const { return port_; }
  std::vector<SentMail> take() {
    std::lock_guard const lock{mutex_};
    return std::exchange(mails_, {});
  }

 private:
  void accept_all() {
    for (int client = ::accept(listener_, nullptr, nullptr); client >= 0; client = ::accept(listener_, nullptr, nullptr)) {
      serve(client);
      ::close(client);
    }
  }

  static bool say(int client, std::string_view line) {
    auto const text = std::string{line} + "\r\n";
    return ::send(client, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }

  /// One line without its end; nothing when the client is gone.
  static std::optional<std::string> read_line(int client, std::string& buffer) {
    auto end = buffer.find("\r\n");
    while (end == std::string::npos) {
      char bytes[4096];
      auto const count = ::recv(client, bytes, sizeof bytes, 0);
      if (count <= 0) return std::nullopt;
      buffer.append(bytes, static_cast<std::size_t>(count));
      end = buffer.find("\r\n");
    }
    auto line = buffer.substr(0, end);
    buffer.erase(0, end + 2);
    return line;
  }

  void serve(int client) {
    std::string buffer;
    std::vector<std::string> recipients;
    say(client, "220 sink");
    while (auto const line = read_line(client, buffer)) {
      if (starts_with_ignoring_case(*line, "RCPT TO:")) {
        recipients.push_back(address_in(*line));
        say(client, "250 ok");
      } else if (equals_ignoring_case(*line, "DATA")) {
        say(client, "354 go on");
        if (!read_message(client, buffer, recipients)) return;
        recipients.clear();
        say(client, "250 kept");
      } else if (equals_ignoring_case(*line, "QUIT")) {
        say(client, "221 bye");
        return;
      } else {
        say(client, "250 ok");
      }
    }
  }

  static std::string address_in(std::string const& line) {
    auto const open = line.find('<');
    return open == std::string::npos ? std::string{trim(line.substr(8))} : line.substr(open + 1, line.find('>') - open - 1);
  }

  bool read_message(int client, std::string& buffer, std::vector<std::string> const& recipients) {
    std::string message;
    for (;;) {
      auto const line = read_line(client, buffer);
      if (!line) return false;
      if (*line == ".") break;
      message += line->starts_with("..") ? line->substr(1) : *line;
      message += "\r\n";
    }
    std::lock_guard const lock{mutex_};
    for (auto const& to : recipients) mails_.push_back(read_mail(to, message));
    return true;
  }

  int listener_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::vector<SentMail> mails_;
  std::thread thread_;
};

SmtpSink::SmtpSink() : impl_{std::make_unique<Impl>()} {}
SmtpSink::~SmtpSink() = default;
std::uint16_t SmtpSink::port() const { return impl_->port(); }
std::vector<SentMail> SmtpSink::take() { return impl_->take(); }

}  // namespace cityhall::scenario
