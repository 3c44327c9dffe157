#pragma once
// What the server and cityhall-photos say to each other over a socket. Both run on one machine: numbers are in its byte order.
//
//   helper → server   one byte `ready`, once it has locked itself in
//   server → helper   PhotoRequest, then its boxes, then its bytes
//   helper → server   PhotoAnswer; when `fine`, the bytes of the three JPEGs, one after the other

#include <array>
#include <cstdint>

namespace cityhall {

inline constexpr char photo_helper_ready = 'R';
inline constexpr std::uint64_t photo_pixels_max = 100'000'000;

/// A part of the picture to hide, in pixels of the largest size.
struct PhotoBox {
  std::uint32_t left = 0;
  std::uint32_t top = 0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};
inline constexpr std::uint32_t photo_boxes_max = 64;

struct PhotoRequest {
  std::uint32_t bytes = 0;
  std::uint32_t boxes = 0;
};

/// Where a photo says that it was taken, WGS 84.
struct PhotoPosition {
  std::uint32_t known = 0;  // 0: it says nothing that can be understood
  std::int32_t latitude_microdegrees = 0;
  std::int32_t longitude_microdegrees = 0;
};

enum class PhotoResult : std::uint32_t { fine, not_a_photo, too_large, damaged };

struct PhotoAnswer {
  struct Picture {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t bytes = 0;
  };
  PhotoResult result = PhotoResult::damaged;
  std::array<Picture, 3> pictures{};  // 1600, 640, 160
  PhotoPosition position{};
};

}  // namespace cityhall
