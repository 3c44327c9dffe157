// A closed-loop load generator: N keep-alive connections, each sends its next request when the answer to the last has come.
//   load --port 8080 --path /a [--connections 64] [--seconds 5] [--warm 1] [--method POST] [--body 'a=1&n={n}&lat={lat}&long={long}']
//        [--header 'Name: value']… [--box south,west,north,east]
// Prints one JSON object. {n} is a counter; {lat} and {long} are a random place in the box.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

#include "base/text.h"

namespace cityhall {
namespace {

using Instant = std::chrono::steady_clock::time_point;

struct Options {
  std::uint16_t port = 8080;
  int connections = 64;
  double seconds = 5;
  double warm_seconds = 1;
  std::string method = "GET";
  std::string path = "/";
  std::string body;
  std::vector<std::string> headers;
  std::array<double, 4> box{};  // south, west, north, east
};

struct Figures {
  std::vector<std::uint32_t> micros;
  std::map<int, std::uint64_t> statuses;
  std::uint64_t bytes = 0;
  std::uint64_t broken = 0;  // connections that ended before their answer
};

/// Replaces every `name` in `text`.
void fill(std::string& text, std::string_view name, std::string const& value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) text.replace(at, name.size(), value);
}

/// Makes the bytes of each request.
class Requests {
 public:
  explicit Requests(Options const& options) : options_{options} {}

  std::string next() {
    auto body = options_.body;
    auto path = options_.path;
    auto const number = std::to_string(++count_);
    for (auto* text : {&body, &path}) {
      fill(*text, "{n}", number);
      fill(*text, "{lat}", fmt::format("{:.6f}", between(options_.box[0], options_.box[2])));
      fill(*text, "{long}", fmt::format("{:.6f}", between(options_.box[1], options_.box[3])));
    }
    auto request = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", options_.method, path, options_.port);
    for (auto header : options_.headers) {
      fill(header, "{n}", number);
      request += header + "\r\n";
    }
    if (!body.empty()) request += fmt::format("Content-Length: {}\r\n", body.size());
    return request + "\r\n" + body;
  }

 private:
  double between(double low, double high) { return low < high ? std::uniform_real_distribution{low, high}(engine_) : low; }

  Options const& options_;
  std::uint64_t count_ = 0;
  std::mt19937_64 engine_{42};
};

/// How many bytes of `in` the first complete answer takes, or 0.
std::size_t answer_size(std::string_view in, int& status) {
  auto const head_end = in.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return 0;
  std::from_chars(in.data() + 9, in.data() + 12, status);
  auto const head = in.substr(0, head_end + 2);
  std::size_t length = 0;
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    auto const line = head.substr(at + 2);
    if (starts_with_ignoring_case(line, "content-length:")) {
      auto const value = trim(line.substr(15, line.find("\r\n") - 15));
      std::from_chars(value.data(), value.data() + value.size(), length);
    }
    if (starts_with_ignoring_case(line, "transfer-encoding:")) {
      auto const end = in.find("\r\n0\r\n\r\n", head_end);
      return end == std::string_view::npos ? 0 : end + 7;
    }
  }
  return in.size() >= head_end + 4 + length ? head_end + 4 + length : 0;
}

class Load {
 public:
  explicit Load(Options const& options) : options_{options}, requests_{options}, epoll_{::epoll_create1(0)} {}
  ~Load() { ::close(epoll_); }
  Load(Load const&) = delete;
  Load& operator=(Load const&) = delete;

  Figures run() {
    clients_.resize(static_cast<std::size_t>(options_.connections));
    for (auto& client : clients_) open(client);
    auto const start = std::chrono::steady_clock::now();
    measured_from_ = start + seconds(options_.warm_seconds);
    end_ = measured_from_ + seconds(options_.seconds);
    while (std::chrono::steady_clock::now() < end_) turn();
    for (auto& client : clients_) ::close(client.fd);
    return std::move(figures_);
  }

 private:
  struct Client {
    int fd = -1;
    std::string out, in;
    Instant sent{};
  };

  static std::chrono::steady_clock::duration seconds(double value) {
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>{value});
  }

  void open(Client& client) {
    client.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options_.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(client.fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error{"nobody listens on that port"};
    int const on = 1;
    ::setsockopt(client.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &client;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.fd, &event);
    client.in.clear();
    send(client);
  }

  /// Requests are small: they fit the socket's buffer.
  void send(Client& client) {
    client.out = requests_.next();
    client.sent = std::chrono::steady_clock::now();
    for (std::size_t at = 0; at < client.out.size();) {
      auto const count = ::send(client.fd, client.out.data() + at, client.out.size() - at, MSG_NOSIGNAL);
      if (count <= 0) return;
      at += static_cast<std::size_t>(count);
    }
  }

  void turn() {
    std::array<epoll_event, 256> events;
    int const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 100);
    for (int i = 0; i < count; ++i) receive(*static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr));
  }

  void receive(Client& client) {
    char bytes[65536];
    auto const count = ::recv(client.fd, bytes, sizeof bytes, 0);
    if (count <= 0) {
      ++figures_.broken;
      ::close(client.fd);
      return open(client);
    }
    client.in.append(bytes, static_cast<std::size_t>(count));
    int status = 0;
    auto const size = answer_size(client.in, status);
    if (size == 0) return;
    auto const now = std::chrono::steady_clock::now();
    if (now >= measured_from_) {
      figures_.micros.push_back(
          static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(now - client.sent).count()));
      ++figures_.statuses[status];
      figures_.bytes += size;
    }
    client.in.erase(0, size);
    send(client);
  }

  Options const& options_;
  Requests requests_;
  int epoll_;
  std::vector<Client> clients_;
  Figures figures_;
  Instant measured_from_{}, end_{};
};

Options read_options(std::vector<std::string> const& words) {
  Options options;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    auto const& name = words[i];
    auto const& value = words[i + 1];
    if (name == "--port") options.port = static_cast<std::uint16_t>(std::stoi(value));
    else if (name == "--connections") options.connections = std::stoi(value);
    else if (name == "--seconds") options.seconds = std::stod(value);
    else if (name == "--warm") options.warm_seconds = std::stod(value);
    else if (name == "--method") options.method = value;
    else if (name == "--path") options.path = value;
    else if (name == "--body") options.body = value;
    else if (name == "--header") options.headers.push_back(value);
    else if (name == "--box")
      for (std::size_t n = 0; auto const part : split(value, ',')) options.box.at(n++) = std::stod(std::string{part});
    else throw std::runtime_error{"unknown option " + name};
  }
  return options;
}

void print(Options const& options, Figures figures) {
  std::sort(figures.micros.begin(), figures.micros.end());
  auto const at = [&](double share) {
    if (figures.micros.empty()) return std::uint32_t{0};
    return figures
        .micros[std::min(figures.micros.size() - 1, static_cast<std::size_t>(share * static_cast<double>(figures.micros.size())))];
  };
  std::string statuses;
  for (auto const& [status, count] : figures.statuses) statuses += fmt::format("{}\"{}\": {}", statuses.empty() ? "" : ", ", status, count);
  fmt::print(
      "{{\"answers\": {}, \"seconds\": {}, \"broken\": {}, \"bytes\": {}, \"p50_us\": {}, \"p90_us\": {}, \"p99_us\": {}, \"max_us\": {}, "
      "\"statuses\": {{{}}}}}\n",
      figures.micros.size(), options.seconds, figures.broken, figures.bytes, at(0.5), at(0.9), at(0.99), at(1), statuses);
}

}  // namespace
}  // namespace cityhall

int main(int count, char** words) {
  try {
    auto const options = cityhall::read_options({words + 1, words + count});
    cityhall::print(options, cityhall::Load{options}.run());
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
