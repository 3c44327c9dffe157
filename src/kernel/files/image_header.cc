#include "kernel/files/image_header.h"

#include <algorithm>
#include <array>

namespace cityhall {
namespace {

/// Reads numbers at places; a place outside of the bytes makes it fail for good.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_{bytes} {}
  std::uint64_t big(std::size_t at, std::size_t count) const {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = (value << 8U) | byte(at + i);
    return value;
  }
  std::uint64_t little(std::size_t at, std::size_t count) const {
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = (value << 8U) | byte(at + i);
    return value;
  }
  bool is(std::size_t at, std::string_view text) const { return at <= bytes_.size() && bytes_.substr(at).starts_with(text); }
  std::size_t size() const { return bytes_.size(); }
  bool failed() const { return failed_; }

 private:
  std::uint64_t byte(std::size_t at) const {
    if (at < bytes_.size()) return static_cast<unsigned char>(bytes_[at]);
    failed_ = true;
    return 0;
  }
  std::string_view bytes_;
  mutable bool failed_ = false;
};

/// ITU-T T.81: segments until a start of frame (SOF0–SOF15 without DHT, JPG, DAC).
std::optional<ImageHeader> jpeg(Bytes const& bytes) {
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    if (bytes.big(at, 1) != 0xff) return {};
    auto const marker = bytes.big(at + 1, 1);
    if (marker == 0xff) {
      ++at;
      continue;
    }
    auto const is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (is_frame) return ImageHeader{ImageKind::jpeg, bytes.big(at + 7, 2), bytes.big(at + 5, 2)};
    if (marker == 0xda || marker == 0xd9) return {};
    auto const length = bytes.big(at + 2, 2);
    if (length < 2) return {};
    at += 2 + length;
  }
  return {};
}

std::optional<ImageHeader> png(Bytes const& bytes) {
  if (!bytes.is(12, "IHDR")) return {};
  return ImageHeader{ImageKind::png, bytes.big(16, 4), bytes.big(20, 4)};
}

std::optional<ImageHeader> gif(Bytes const& bytes) { return ImageHeader{ImageKind::gif, bytes.little(6, 2), bytes.little(8, 2)}; }

/// RFC 9649.
std::optional<ImageHeader> webp(Bytes const& bytes) {
  if (bytes.is(12, "VP8X")) return ImageHeader{ImageKind::webp, bytes.little(24, 3) + 1, bytes.little(27, 3) + 1};
  if (bytes.is(12, "VP8L")) {
    auto const bits = bytes.little(21, 4);
    return ImageHeader{ImageKind::webp, (bits & 0x3fffU) + 1, ((bits >> 14U) & 0x3fffU) + 1};
  }
  if (bytes.is(12, "VP8 ")) return ImageHeader{ImageKind::webp, bytes.little(26, 2) & 0x3fffU, bytes.little(28, 2) & 0x3fffU};
  return {};
}

/// ISO/IEC 14496-12 boxes: meta / iprp / ipco / ispe says width and height of each image and tile.
class HeifBoxes {
 public:
  explicit HeifBoxes(Bytes const& bytes) : bytes_{bytes} {}
  std::optional<ImageHeader> find() {
    walk(0, bytes_.size(), 0);
    if (!found_) return {};
    return ImageHeader{ImageKind::heif, width_, height_};
  }

 private:
  void walk(std::size_t from, std::size_t to, int depth) {
    while (from + 8 <= to && depth < 4 && ++boxes_ < 4096) {
      std::uint64_t size = bytes_.big(from, 4);
      std::size_t head = 8;
      if (size == 1 && from + 16 <= to) {
        size = bytes_.big(from + 8, 8);
        head = 16;
      }
      if (size == 0) size = to - from;
      if (size < head || size > to - from) return;
      if (bytes_.is(from + 4, "meta")) walk(from + head + 4, from + size, depth + 1);
      if (bytes_.is(from + 4, "iprp") || bytes_.is(from + 4, "ipco")) walk(from + head, from + size, depth + 1);
      if (bytes_.is(from + 4, "ispe") && size >= head + 12) take(from + head + 4);
      from += size;
    }
  }
  void take(std::size_t at) {
    width_ = std::max(width_, bytes_.big(at, 4));
    height_ = std::max(height_, bytes_.big(at + 4, 4));
    found_ = true;
  }

  Bytes const& bytes_;
  std::uint64_t width_ = 0, height_ = 0;
  int boxes_ = 0;
  bool found_ = false;
};

bool is_heif_brand(Bytes const& bytes) {
  constexpr std::array<std::string_view, 8> brands{"heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avis"};
  return bytes.is(4, "ftyp") && std::any_of(brands.begin(), brands.end(), [&](std::string_view brand) { return bytes.is(8, brand); });
}

std::optional<ImageHeader> by_kind(Bytes const& bytes) {
  using namespace std::string_view_literals;
  if (bytes.is(0, "\xff\xd8\xff"sv)) return jpeg(bytes);
  if (bytes.is(0, "\x89PNG\r\n\x1a\n"sv)) return png(bytes);
  if (bytes.is(0, "GIF87a"sv) || bytes.is(0, "GIF89a"sv)) return gif(bytes);
  if (bytes.is(0, "RIFF"sv) && bytes.is(8, "WEBP"sv)) return webp(bytes);
  if (is_heif_brand(bytes)) return HeifBoxes{bytes}.find();
  return {};
}

}  // namespace

std::optional<ImageHeader> read_image_header(std::string_view data) {
  Bytes const bytes{data};
  auto const header = by_kind(bytes);
  if (bytes.failed() || !header || header->width == 0 || header->height == 0) return {};
  return header;
}

}  // namespace cityhall
