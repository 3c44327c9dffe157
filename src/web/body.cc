#include "web/body.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <mutex>
#include <new>

namespace cityhall::web {

/// An unlinked file: it vanishes with its last user, also when the process is killed. Nobody else can reach or shorten it, so the mapping
/// is safe.
class Body::Spool {
 public:
  explicit Spool(std::filesystem::path const& folder) {
    auto name = (folder / "cityhall-upload-XXXXXX").string();
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ >= 0) ::unlink(name.c_str());
  }
  ~Spool() {
    if (map_ != nullptr) ::munmap(map_, size_);
    if (file_ >= 0) ::close(file_);
  }
  Spool(Spool const&) = delete;
  Spool& operator=(Spool const&) = delete;

  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const written = ::write(file_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      size_ += static_cast<std::size_t>(written);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  std::string_view bytes() {
    std::scoped_lock const lock{mutex_};
    if (map_ == nullptr && size_ > 0) {
      auto* const mapped = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
      if (mapped == MAP_FAILED) throw std::bad_alloc{};
      map_ = mapped;
    }
    return {static_cast<char const*>(map_), size_};
  }
  std::size_t size() const { return size_; }

 private:
  int file_ = -1;
  std::mutex mutex_;  // two readers may ask for the mapping at once
  void* map_ = nullptr;
  std::size_t size_ = 0;
};

std::string_view Body::bytes() const { return spool_ ? spool_->bytes() : std::string_view{memory_}; }
std::size_t Body::size() const { return spool_ ? spool_->size() : memory_.size(); }

bool Body::append(std::string_view bytes, std::size_t memory_max, std::filesystem::path const& folder) {
  if (!spool_ && memory_.size() + bytes.size() <= memory_max) {
    memory_ += bytes;
    return true;
  }
  if (!spool_) {
    spool_ = std::make_shared<Spool>(folder);
    if (!spool_->write(memory_)) return false;
    memory_ = {};
  }
  return spool_->write(bytes);
}

}  // namespace cityhall::web
