#pragma once
// What an image says about itself in its first bytes. Pure, reads nothing else; so that an image that claims to be enormous is refused
// before
// anything decodes it.

#include <cstdint>
#include <optional>
#include <string_view>

namespace cityhall {

enum class ImageKind { jpeg, png, webp, gif, heif };

struct ImageHeader {
  ImageKind kind = ImageKind::jpeg;
  std::uint64_t width = 0;   // pixels, as claimed; of several images in a HEIF file the largest
  std::uint64_t height = 0;
};

/// By content, never by name. Nothing when it is none of the five kinds, or its header is damaged.
std::optional<ImageHeader> read_image_header(std::string_view bytes);

}  // namespace cityhall
