#include "store/sqlite/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "base/refusal.h"
#include "base/text.h"

namespace cityhall::store {
namespace {

std::string holder_of(int descriptor) {
  std::array<char, 32> text{};
  auto const count = ::pread(descriptor, text.data(), text.size(), 0);
  return count > 0 ? std::string{trim({text.data(), static_cast<std::size_t>(count)})} : "unknown";
}

}  // namespace

FileLock::FileLock(std::filesystem::path const& path) : descriptor_{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)} {
  if (descriptor_ < 0) {
    throw unavailable("store.unusable",
                      _("The file {path} cannot be made: {cause}").with("path", path.string()).with("cause", std::strerror(errno)),
                      _("Check that the folder exists and that this user may write in it."));
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    auto const holder = holder_of(descriptor_);
    ::close(descriptor_);
    throw unavailable("store.in_use", _("The database is in use by another process (number {pid}).").with("pid", holder),
                      _("Stop that process first."));
  }
  auto const pid = std::to_string(::getpid()) + "\n";
  // The number is for people only; the lock holds without it, also on a full disk.
  [[maybe_unused]] bool const noted = ::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, pid.data(), pid.size(), 0) > 0;
}

FileLock::~FileLock() { ::close(descriptor_); }

}  // namespace cityhall::store
