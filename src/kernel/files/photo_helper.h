#pragma once
// One running helper process and the socket to it.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "kernel/files/photo_protocol.h"
#include "kernel/files/photo_workshop.h"

namespace cityhall {

class PhotoWorkshop::Helper {
 public:
  /// Starts the program and waits until it has locked itself in. Throws Refusal(unavailable, "photo.helper"); the cause goes to the log.
  explicit Helper(std::filesystem::path const& program);
  /// Ends the process.
  ~Helper();
  Helper(Helper const&) = delete;
  Helper& operator=(Helper const&) = delete;

  struct Order {
    std::string_view upload;
    std::span<PhotoBox const> hidden{};  // at most photo_boxes_max
  };
  struct Outcome {
    enum class Kind { answered, died, too_slow } kind = Kind::died;
    PhotoResult result = PhotoResult::damaged;
    Decoded decoded{};
  };
  /// After `died` or `too_slow` the helper is of no further use.
  Outcome decode(Order const& order, std::chrono::milliseconds time_max);

  int pid() const { return pid_; }
  unsigned photos() const { return photos_; }

 private:
  class Deadline;
  static std::optional<Position> position_in(PhotoPosition const& said);
  bool send(std::string_view bytes, Deadline const& deadline);
  bool receive(void* into, std::size_t count, Deadline const& deadline);
  bool exchange(Order const& order, Outcome& outcome, Deadline const& deadline);

  pid_t pid_ = -1;
  int socket_ = -1;
  unsigned photos_ = 0;
};

}  // namespace cityhall
