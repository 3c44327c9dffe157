#pragma once
// A picture in three sizes, by libvips.

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "kernel/files/photo_protocol.h"

namespace cityhall {

struct Renditions {
  PhotoResult result = PhotoResult::damaged;
  struct Jpeg {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string bytes;
  };
  std::array<Jpeg, 3> jpegs{};
  PhotoPosition position{};
};

/// Starts libvips, leaves it only the loaders that we want, and uses each part once, so that nothing is opened later. False: it cannot run.
bool start_vips(char const* program);
/// Upright, sRGB, without metadata, of which only the position is read; longest side 1600, 640, 160, never enlarged. Of the hidden parts
/// only the averages of large blocks are left, blurred, in each of the three.
Renditions make_renditions(std::string_view upload, std::span<PhotoBox const> hidden = {});

}  // namespace cityhall
