#include "store/blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "base/crypto.h"
#include "base/refusal.h"

namespace cityhall::store {
namespace {

namespace fs = std::filesystem;

Refusal unwritable(fs::path const& path) {
  return unavailable("blob.unwritable",
                     _("The file {path} cannot be written: {cause}.").with("path", path.string()).with("cause", std::strerror(errno)),
                     _("Check free space and permissions."));
}

class File {
 public:
  File(fs::path const& path, int flags) : descriptor_{::open(path.c_str(), flags | O_CLOEXEC, 0640)} {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(File const&) = delete;
  File& operator=(File const&) = delete;
  explicit operator bool() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void sync_folder(fs::path const& folder) {
  File const file{folder, O_RDONLY | O_DIRECTORY};
  if (!file || ::fsync(file.get()) != 0) throw unwritable(folder);
}

bool is_hash(std::string_view text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

class FileBlobs final : public Blobs {
 public:
  FileBlobs(fs::path folder, Clock const& clock);
  std::string put(std::string_view bytes) override;
  bool has(std::string_view hash) const override { return size(hash).has_value(); }
  std::optional<std::string> get(std::string_view hash) const override { return range(hash, 0, UINT64_MAX); }
  std::optional<std::uint64_t> size(std::string_view hash) const override;
  std::optional<std::string> range(std::string_view hash, std::uint64_t offset, std::uint64_t length) const override;
  std::optional<fs::path> path(std::string_view hash) const override;
  int sweep(std::function<bool(std::string_view)> const& referenced, Duration age) override;

 private:
  fs::path path_of(std::string_view hash) const { return folder_ / hash.substr(0, 2) / hash.substr(2); }
  /// False when it is not there.
  bool touch(fs::path const& path) const;
  void write_new(fs::path const& path, std::string_view bytes);
  bool remove_if_old(fs::path const& path, Time limit) const;

  fs::path folder_;
  Clock const& clock_;
  std::mutex mutex_;  // a put that finds its bytes and a sweep that removes them must not cross
  std::uint64_t next_part_ = 0;
};

FileBlobs::FileBlobs(fs::path folder, Clock const& clock) : folder_{std::move(folder)}, clock_{clock} {
  std::error_code failed;
  fs::create_directories(folder_ / "new", failed);
  constexpr std::string_view digits = "0123456789abcdef";
  for (char const high : digits)
    for (char const low : digits) fs::create_directories(folder_ / std::string{high, low}, failed);
  sync_folder(folder_);
  sync_folder(folder_.has_parent_path() ? folder_.parent_path() : fs::path{"."});
}

bool FileBlobs::touch(fs::path const& path) const {
  auto const micros = to_micros(clock_.now());
  timespec const moment{.tv_sec = micros / 1'000'000, .tv_nsec = micros % 1'000'000 * 1000};
  timespec const times[2]{moment, moment};
  if (::utimensat(AT_FDCWD, path.c_str(), static_cast<timespec const*>(times), 0) == 0) return true;
  if (errno == ENOENT) return false;
  throw unwritable(path);
}

std::string FileBlobs::put(std::string_view bytes) {
  auto hash = sha256_hex(bytes);
  auto const path = path_of(hash);
  bool known = false;
  {
    std::lock_guard const lock{mutex_};
    known = touch(path);
  }
  if (!known) write_new(path, bytes);
  // Also for a known one: whoever wrote it may not have come this far, or not yet.
  sync_folder(path.parent_path());
  return hash;
}

void FileBlobs::write_new(fs::path const& path, std::string_view bytes) {
  fs::path beside;
  {
    std::lock_guard const lock{mutex_};
    beside = folder_ / "new" / (std::to_string(::getpid()) + "-" + std::to_string(++next_part_));
  }
  File const file{beside, O_WRONLY | O_CREAT | O_TRUNC};
  if (!file) throw unwritable(beside);
  bool const written = write_all(file.get(), bytes) && ::fsync(file.get()) == 0;
  if (!written || ::rename(beside.c_str(), path.c_str()) != 0) {
    auto const refusal = unwritable(path);
    ::unlink(beside.c_str());
    throw refusal;
  }
  touch(path);
}

std::optional<fs::path> FileBlobs::path(std::string_view hash) const {
  if (!has(hash)) return std::nullopt;
  return path_of(hash);
}

std::optional<std::uint64_t> FileBlobs::size(std::string_view hash) const {
  if (!is_hash(hash)) return std::nullopt;
  struct stat facts {};
  if (::stat(path_of(hash).c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(facts.st_size);
}

std::optional<std::string> FileBlobs::range(std::string_view hash, std::uint64_t offset, std::uint64_t length) const {
  auto const total = size(hash);
  if (!total) return std::nullopt;
  File const file{path_of(hash), O_RDONLY};
  if (!file) return std::nullopt;
  std::string bytes(offset >= *total ? 0 : std::min(length, *total - offset), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    auto const count = ::pread(file.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      throw unavailable("blob.unreadable",
                        _("A stored file cannot be read: {cause}.").with("cause", count < 0 ? std::strerror(errno) : "it is cut short"),
                        _("Restore it from the backup; its name is in the log."));
    }
    done += static_cast<std::size_t>(count);
  }
  return bytes;
}

bool FileBlobs::remove_if_old(fs::path const& path, Time limit) const {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return false;
  auto const changed = from_micros(facts.st_mtim.tv_sec * 1'000'000 + facts.st_mtim.tv_nsec / 1000);
  return changed < limit && ::unlink(path.c_str()) == 0;
}

int FileBlobs::sweep(std::function<bool(std::string_view)> const& referenced, Duration age) {
  auto const limit = clock_.now() - age;
  int removed = 0;
  for (auto const& entry : fs::recursive_directory_iterator{folder_}) {
    if (!entry.is_regular_file()) continue;
    auto const hash = entry.path().parent_path().filename().string() + entry.path().filename().string();
    if (is_hash(hash) && referenced(hash)) continue;
    std::lock_guard const lock{mutex_};
    if (remove_if_old(entry.path(), limit)) ++removed;
  }
  return removed;
}

}  // namespace

std::unique_ptr<Blobs> open_blobs(std::filesystem::path const& folder, Clock const& clock) {
  return std::make_unique<FileBlobs>(folder, clock);
}

}  // namespace cityhall::store
