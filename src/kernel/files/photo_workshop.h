#pragma once
// Decodes photos in helper processes with limits on memory, CPU time, files and system calls: an image that attacks the decoder
// meets a process that can do nothing and is replaced.

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

struct PhotoBox;  // photo_protocol.h

struct PhotoWorkshopOptions {
  std::filesystem::path program{};              // empty: `cityhall-photos` beside this program
  unsigned helpers = 1;
  unsigned photos_per_helper = 200;             // then a fresh one
  std::chrono::milliseconds time_max{10'000};   // for one photo, wall clock
  std::chrono::milliseconds wait_max{20'000};   // for a free helper
  std::uint64_t upload_bytes_max = 25U * 1024 * 1024;
};

class PhotoWorkshop {
 public:
  struct Picture {
    std::string jpeg;
    int width = 0;
    int height = 0;
  };
  using Pictures = std::array<Picture, 3>;  // by PhotoSize
  /// Degrees, WGS 84.
  struct Position {
    double latitude = 0;
    double longitude = 0;
  };
  struct Decoded {
    Pictures pictures{};
    std::optional<Position> position{};  // where the photo said that it was taken; the pictures no longer say it
  };

  /// Starts nothing yet: a helper is started for the first photo and kept. One workshop for the whole process, any thread.
  explicit PhotoWorkshop(PhotoWorkshopOptions options = {});
  ~PhotoWorkshop();
  PhotoWorkshop(PhotoWorkshop const&) = delete;
  PhotoWorkshop& operator=(PhotoWorkshop const&) = delete;

  /// JPEG, upright, sRGB, without EXIF; longest side 1600, 640, 160, never enlarged. Throws Refusal: invalid "photo.…" says to the
  /// sender what is wrong; unavailable "photo.helper" or "photo.busy".
  Decoded decode(std::string_view upload);
  /// The same with parts hidden, for good: a box is left with the averages of a few large blocks, and nothing else of it is in any of the
  /// pictures.
  Decoded decode(std::string_view upload, std::span<PhotoBox const> hidden);
  /// The helper's program that would be started; false when there is none to start.
  std::filesystem::path program() const;
  bool installed() const;
  /// Of the running helpers; for tests that kill one.
  std::vector<int> helper_pids() const;

 private:
  class Helper;
  class Lease;
  PhotoWorkshopOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Helper>> idle_;
  unsigned busy_ = 0;
};

}  // namespace cityhall
