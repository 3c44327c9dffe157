#include "base/io.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <unistd.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

Refusal unwritable(std::filesystem::path const& path) {
  return unavailable("file.unwritable",
                     _("The file {path} cannot be written: {cause}.").with("path", path.string()).with("cause", std::strerror(errno)),
                     _("Check free space and permissions."));
}

class Descriptor {
 public:
  Descriptor(std::filesystem::path const& path, int flags) : fd_{::open(path.c_str(), flags | O_CLOEXEC, 0640)} {
    if (fd_ < 0) throw unwritable(path);
  }
  ~Descriptor() { ::close(fd_); }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

void sync(std::filesystem::path const& path, int flags) {
  Descriptor const file{path, flags};
  if (::fsync(file.get()) != 0) throw unwritable(path);
}

}  // namespace

std::string read_file(std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad() || std::filesystem::is_directory(path)) {
    throw invalid("file.unreadable", _("The file {path} cannot be read.").with("path", path.string()),
                  _("Check the path and its permissions."));
  }
  return bytes;
}

void write_file_durably(std::filesystem::path const& path, std::string_view bytes) {
  auto const beside = path.string() + ".new";
  {
    Descriptor const file{beside, O_WRONLY | O_CREAT | O_TRUNC};
    for (auto rest = bytes; !rest.empty();) {
      auto const written = ::write(file.get(), rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) throw unwritable(path);
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  publish_durably(beside, path);
}

void publish_durably(std::filesystem::path const& part, std::filesystem::path const& path) {
  sync(part, O_RDWR);
  if (::rename(part.c_str(), path.c_str()) != 0) throw unwritable(path);
  sync(path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."}, O_RDONLY | O_DIRECTORY);
}

}  // namespace cityhall
