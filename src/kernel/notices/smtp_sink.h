#pragma once
// For tests and simulation: a mail server on loopback that keeps what it gets, and can be told to refuse, or to die before its answer.

#include <array>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cityhall {

/// A mail as it came: who it is for by the envelope, and the message with its line ends (CRLF).
struct SunkMail {
  std::vector<std::string> recipients;
  std::string message;
};

class SmtpSink {
 public:
  SmtpSink() : listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    socklen_t length = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), length);
    ::listen(listener_, 8);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  ~SmtpSink() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  SmtpSink(SmtpSink const&) = delete;
  SmtpSink& operator=(SmtpSink const&) = delete;

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  std::vector<SunkMail> mails() {
    std::lock_guard const lock{mutex_};
    return mails_;
  }
  /// What came since the last call.
  std::vector<SunkMail> take() {
    std::lock_guard const lock{mutex_};
    return std::exchange(mails_, {});
  }
  int connections() const { return connections_; }
  void answer_recipient(std::string line) { set(recipient_answer_, std::move(line)); }
  /// Empty: the connection is cut after the mail was received.
  void answer_mail(std::string line) { set(mail_answer_, std::move(line)); }

 private:
  void set(std::string& what, std::string line) {
    std::lock_guard const lock{mutex_};
    what = std::move(line);
  }
  std::string get(std::string const& what) {
    std::lock_guard const lock{mutex_};
    return what;
  }
  void serve() {
    for (;;) {
      int const peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (peer < 0) return;
      ++connections_;
      talk(peer);
      ::close(peer);
    }
  }
  static void say(int peer, std::string const& line) {
    auto const text = line + "\r\n";
    ::send(peer, text.data(), text.size(), MSG_NOSIGNAL);
  }
  bool line(int peer, std::string& into) {
    for (;;) {
      auto const end = buffer_.find("\r\n");
      if (end != std::string::npos) {
        into = buffer_.substr(0, end);
        buffer_.erase(0, end + 2);
        return true;
      }
      std::array<char, 4096> bytes{};
      auto const got = ::recv(peer, bytes.data(), bytes.size(), 0);
      if (got <= 0) return false;
      buffer_.append(bytes.data(), static_cast<std::size_t>(got));
    }
  }
  void talk(int peer) {
    buffer_.clear();
    std::vector<std::string> recipients;
    say(peer, "220 sink");
    for (std::string command; line(peer, command);) {
      if (command.starts_with("QUIT")) return say(peer, "221 bye");
      if (command.starts_with("RCPT")) {
        recipients.push_back(address_in(command));
        say(peer, get(recipient_answer_));
      } else if (command.starts_with("DATA")) {
        if (!take_mail(peer, std::exchange(recipients, {}))) return;
      } else say(peer, "250 ok");
    }
  }
  /// "RCPT TO:<a@b.example>"
  static std::string address_in(std::string const& command) {
    auto const open = command.find('<');
    return open == std::string::npos ? std::string{} : command.substr(open + 1, command.find('>') - open - 1);
  }
  bool take_mail(int peer, std::vector<std::string> recipients) {
    say(peer, "354 go on");
    SunkMail mail{.recipients = std::move(recipients), .message = {}};
    std::string text;
    bool ended = false;
    while (!ended && line(peer, text)) {
      ended = text == ".";
      if (!ended) mail.message += (text.starts_with("..") ? text.substr(1) : text) + "\r\n";
    }
    if (!ended) return false;
    auto const answer = get(mail_answer_);
    if (answer.empty() || answer.starts_with("2")) {
      std::lock_guard const lock{mutex_};
      mails_.push_back(std::move(mail));
    }
    if (answer.empty()) return false;
    say(peer, answer);
    return true;
  }

  int listener_;
  int port_ = 0;
  std::atomic<int> connections_{0};
  std::mutex mutex_;
  std::vector<SunkMail> mails_;
  std::string recipient_answer_ = "250 ok";
  std::string mail_answer_ = "250 taken";
  std::string buffer_;
  std::thread thread_;
};

}  // namespace cityhall
