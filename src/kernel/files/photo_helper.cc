#include "kernel/files/photo_helper.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

constexpr auto start_time_max = std::chrono::seconds{20};
constexpr std::uint32_t jpeg_bytes_max = 32U * 1024 * 1024;

Refusal no_helper(std::string cause) {
  log_error("the photo helper cannot run", {{"cause", std::move(cause)}});
  return unavailable("photo.helper", _("Photos cannot be taken in at this moment."),
      _("Send the form without the photo, or try again later."));
}

class SpawnActions {
 public:
  SpawnActions() { ::posix_spawn_file_actions_init(&actions_); }
  ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(SpawnActions const&) = delete;
  SpawnActions& operator=(SpawnActions const&) = delete;
  posix_spawn_file_actions_t* get() { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

class SpawnAttributes {
 public:
  SpawnAttributes() {
    ::posix_spawnattr_init(&attributes_);
    // The server blocks or ignores some signals; a program that is started inherits that.
    sigset_t none{};
    ::sigemptyset(&none);
    sigset_t pipes{};
    ::sigemptyset(&pipes);
    ::sigaddset(&pipes, SIGPIPE);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &pipes);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(SpawnAttributes const&) = delete;
  SpawnAttributes& operator=(SpawnAttributes const&) = delete;
  posix_spawnattr_t const* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// Its standard input is the socket, its output nothing, its error ours; it inherits no other descriptor and no environment.
pid_t spawn(std::filesystem::path const& program, int wire) {
  SpawnActions actions;
  SpawnAttributes const attributes;
  ::posix_spawn_file_actions_adddup2(actions.get(), wire, STDIN_FILENO);
  ::posix_spawn_file_actions_addopen(actions.get(), STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addclosefrom_np(actions.get(), STDERR_FILENO + 1);
  auto name = program.string();
  // One malloc arena: each further one reserves 64 MiB of the limited address space.
  std::string arenas = "MALLOC_ARENA_MAX=1";
  std::array<char*, 2> arguments{name.data(), nullptr};
  std::array<char*, 2> environment{arenas.data(), nullptr};
  pid_t pid = -1;
  auto const fault = ::posix_spawn(&pid, name.c_str(), actions.get(), attributes.get(), arguments.data(), environment.data());
  if (fault != 0) throw no_helper(name + ": " + std::strerror(fault));
  return pid;
}

}  // namespace

class PhotoWorkshop::Helper::Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds time) : end_{std::chrono::steady_clock::now() + time} {}
  /// False at the end of the time.
  bool wait(int socket, short events) const {
    for (;;) {
      auto const left = std::chrono::ceil<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now()).count();
      if (left <= 0) return false;
      pollfd entry{socket, events, 0};
      auto const ready = ::poll(&entry, 1, static_cast<int>(left));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
  }
  bool over() const { return std::chrono::steady_clock::now() >= end_; }

 private:
  std::chrono::steady_clock::time_point end_;
};

PhotoWorkshop::Helper::Helper(std::filesystem::path const& program) {
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw no_helper(std::strerror(errno));
  socket_ = ends[0];
  try {
    pid_ = spawn(program, ends[1]);
  } catch (...) {
    ::close(ends[0]);
    ::close(ends[1]);
    throw;
  }
  ::close(ends[1]);
  ::fcntl(socket_, F_SETFL, O_NONBLOCK);
  char word = 0;
  if (receive(&word, 1, Deadline{start_time_max}) && word == photo_helper_ready) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  ::close(socket_);
  throw no_helper(program.string() + " ended before it was ready; its own message is above");
}

PhotoWorkshop::Helper::~Helper() {
  ::close(socket_);
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool PhotoWorkshop::Helper::send(std::string_view bytes, Deadline const& deadline) {
  while (!bytes.empty()) {
    auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) return false;
    if (!deadline.wait(socket_, POLLOUT)) return false;
  }
  return true;
}

bool PhotoWorkshop::Helper::receive(void* into, std::size_t count, Deadline const& deadline) {
  auto* at = static_cast<char*>(into);
  while (count > 0) {
    auto const got = ::recv(socket_, at, count, 0);
    if (got == 0) return false;
    if (got > 0) {
      at += got;
      count -= static_cast<std::size_t>(got);
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) return false;
    if (!deadline.wait(socket_, POLLIN)) return false;
  }
  return true;
}

std::optional<PhotoWorkshop::Position> PhotoWorkshop::Helper::position_in(PhotoPosition const& said) {
  constexpr std::int32_t degree = 1'000'000;
  bool const on_earth = said.latitude_microdegrees >= -90 * degree && said.latitude_microdegrees <= 90 * degree &&
                        said.longitude_microdegrees >= -180 * degree && said.longitude_microdegrees <= 180 * degree;
  if (said.known == 0 || !on_earth) return {};
  return Position{said.latitude_microdegrees / 1e6, said.longitude_microdegrees / 1e6};
}

// The helper may be in the hands of whoever made the picture: nothing that it says is trusted.
bool PhotoWorkshop::Helper::exchange(Order const& order, Outcome& outcome, Deadline const& deadline) {
  PhotoRequest const request{.bytes = static_cast<std::uint32_t>(order.upload.size()),
                             .boxes = static_cast<std::uint32_t>(order.hidden.size())};
  if (!send({reinterpret_cast<char const*>(&request), sizeof request}, deadline)) return false;
  if (!send({reinterpret_cast<char const*>(order.hidden.data()), order.hidden.size_bytes()}, deadline)) return false;
  if (!send(order.upload, deadline)) return false;
  PhotoAnswer answer;
  if (!receive(&answer, sizeof answer, deadline) || answer.result > PhotoResult::damaged) return false;
  outcome.result = answer.result;
  if (answer.result != PhotoResult::fine) return true;
  outcome.decoded.position = position_in(answer.position);
  for (std::size_t i = 0; i < answer.pictures.size(); ++i) {
    auto const& picture = answer.pictures[i];
    if (picture.bytes < 4 || picture.bytes > jpeg_bytes_max || std::max(picture.width, picture.height) > 1600) return false;
    std::string jpeg(picture.bytes, '\0');
    if (!receive(jpeg.data(), jpeg.size(), deadline) || !jpeg.starts_with("\xff\xd8\xff")) return false;
    outcome.decoded.pictures[i] = {std::move(jpeg), static_cast<int>(picture.width), static_cast<int>(picture.height)};
  }
  return true;
}

PhotoWorkshop::Helper::Outcome PhotoWorkshop::Helper::decode(Order const& order, std::chrono::milliseconds time_max) {
  ++photos_;
  Deadline const deadline{time_max};
  Outcome outcome;
  if (exchange(order, outcome, deadline)) outcome.kind = Outcome::Kind::answered;
  else outcome.kind = deadline.over() ? Outcome::Kind::too_slow : Outcome::Kind::died;
  return outcome;
}

}  // namespace cityhall
