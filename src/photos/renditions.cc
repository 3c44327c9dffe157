#include "photos/renditions.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include <vips/vips.h>

#include "photos/position.h"

namespace cityhall {
namespace {

constexpr std::array sides{1600, 640, 160};
constexpr std::array quality{82, 80, 78};

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

/// A null pointer when libvips reports a fault.
template <class Call>
Image image_from(Call&& call) {
  VipsImage* out = nullptr;
  if (call(&out) != 0 || out == nullptr) return nullptr;
  return Image{out};
}

Image on_white(VipsImage* image) {
  if (vips_image_hasalpha(image) == 0) return Image{static_cast<VipsImage*>(g_object_ref(image))};
  std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> const white{
      vips_array_double_newv(1, 255.0), [](VipsArrayDouble* array) { vips_area_unref(reinterpret_cast<VipsArea*>(array)); }};
  return image_from([&](VipsImage** out) { return vips_flatten(image, out, "background", white.get(), nullptr); });
}

Renditions::Jpeg encode(VipsImage* image, int q) {
  void* bytes = nullptr;
  std::size_t length = 0;
  if (vips_jpegsave_buffer(image, &bytes, &length, "Q", q, "strip", TRUE, "optimize_coding", TRUE, "interlace", FALSE,
      nullptr) != 0) return {};
  std::unique_ptr<void, void (*)(void*)> const owner{bytes, g_free};
  return {.width = static_cast<std::uint32_t>(vips_image_get_width(image)),
          .height = static_cast<std::uint32_t>(vips_image_get_height(image)),
          .bytes = std::string{static_cast<char const*>(bytes), length}};
}

/// Decoded once, in the largest size, into memory. Colours are converted only where the picture brings a profile: it is half of the work.
Image largest(std::string_view upload, bool has_profile) {
  auto const scaled = image_from([&](VipsImage** out) {
    // libvips takes the bytes without const but does not write to them.
    return vips_thumbnail_buffer(const_cast<char*>(upload.data()), upload.size(), out, sides[0], "height", sides[0], "size", VIPS_SIZE_DOWN,
                                 "option_string", "[fail_on=truncated]", has_profile ? "export_profile" : nullptr, "srgb", nullptr);
  });
  if (!scaled) return nullptr;
  auto const flat = on_white(scaled.get());
  if (!flat) return nullptr;
  auto const rgb = image_from([&](VipsImage** out) { return vips_colourspace(flat.get(), out, VIPS_INTERPRETATION_sRGB, nullptr); });
  return rgb ? Image{vips_image_copy_memory(rgb.get())} : nullptr;
}

Image smaller(VipsImage* image, int side) {
  return image_from([&](VipsImage** out) {
    return vips_thumbnail_image(image, out, side, "height", side, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE, nullptr);
  });
}

/// A range of pixels.
struct Span {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};
/// The n-th of so many equal parts.
Span part_of(Span all, std::uint32_t n, std::uint32_t count) {
  auto const length = all.to - all.from;
  return {all.from + length * n / count, all.from + length * (n + 1) / count};
}

/// Every pixel of the block becomes their average, which is added to the averages. The image is one in memory, of eight bits: its lines
/// follow each other.
void level(VipsImage* image, Span across, Span down, std::string& averages) {
  auto const bands = static_cast<std::size_t>(vips_image_get_bands(image));
  auto const line = static_cast<std::size_t>(vips_image_get_width(image)) * bands;
  auto const pixel = [&](std::size_t x, std::size_t y) { return image->data + y * line + x * bands; };
  auto const count = std::max<std::uint64_t>(static_cast<std::uint64_t>(across.to - across.from) * (down.to - down.from), 1);
  for (std::size_t band = 0; band < bands; ++band) {
    std::uint64_t sum = 0;
    for (auto y = down.from; y < down.to; ++y)
      for (auto x = across.from; x < across.to; ++x) sum += pixel(x, y)[band];
    auto const average = static_cast<VipsPel>(sum / count);
    for (auto y = down.from; y < down.to; ++y)
      for (auto x = across.from; x < across.to; ++x) pixel(x, y)[band] = average;
    averages += static_cast<char>(average);
  }
}

/// A box in blocks: the averages of their bands, row by row.
struct Blocks {
  Span across{};
  Span down{};
  int columns = 1;
  int rows = 1;
  std::string averages{};
};

/// Lays the averages over the box, each flowing into the next. Where that fails the blocks stay as they are.
void blur(VipsImage* image, Blocks const& box) {
  Image const small{vips_image_new_from_memory(box.averages.data(), box.averages.size(), box.columns, box.rows,
                                               vips_image_get_bands(image), VIPS_FORMAT_UCHAR)};
  if (!small) return;
  auto const scale = [](Span span, int parts) { return static_cast<double>(span.to - span.from) / parts; };
  auto const large = image_from([&](VipsImage** out) {
    return vips_resize(small.get(), out, scale(box.across, box.columns), "vscale", scale(box.down, box.rows), "kernel", VIPS_KERNEL_LINEAR,
                       nullptr);
  });
  if (large) vips_draw_image(image, large.get(), static_cast<int>(box.across.from), static_cast<int>(box.down.from), nullptr);
}

/// Hides a box: the averages of its blocks, blurred. Blocks are as large as the shorter side of the box, from 48 to 160 pixels: a line of a
/// number plate is one row of them, a face a few. Smaller ones, or a blur alone, can be undone by trying letters until they give the same
/// averages.
void hide(VipsImage* image, PhotoBox const& box) {
  constexpr std::uint32_t block_min = 48;
  constexpr std::uint32_t block_max = 160;
  auto const width = static_cast<std::uint32_t>(vips_image_get_width(image));
  auto const height = static_cast<std::uint32_t>(vips_image_get_height(image));
  Blocks blocks{
      .across = {std::min(box.left, width), box.left >= width ? width : box.left + std::min(box.width, width - box.left)},
      .down = {std::min(box.top, height), box.top >= height ? height : box.top + std::min(box.height, height - box.top)}};
  auto const [across, down] = std::pair{blocks.across, blocks.down};
  if (across.from == across.to || down.from == down.to) return;
  auto const block = std::clamp(std::min(across.to - across.from, down.to - down.from), block_min, block_max);
  auto const columns = std::max((across.to - across.from) / block, 1U);
  auto const rows = std::max((down.to - down.from) / block, 1U);
  for (std::uint32_t row = 0; row < rows; ++row)
    for (std::uint32_t column = 0; column < columns; ++column)
      level(image, part_of(across, column, columns), part_of(down, row, rows), blocks.averages);
  blocks.columns = static_cast<int>(columns);
  blocks.rows = static_cast<int>(rows);
  blur(image, blocks);
}

std::string tag(VipsImage* header, char const* name) {
  char const* text = nullptr;
  if (vips_image_get_typeof(header, name) == 0 || vips_image_get_string(header, name, &text) != 0 || text == nullptr) return {};
  return text;
}

/// Directory 3 is GPS.
GpsTags gps_tags(VipsImage* header) {
  return {.latitude = tag(header, "exif-ifd3-GPSLatitude"),
          .latitude_side = tag(header, "exif-ifd3-GPSLatitudeRef"),
          .longitude = tag(header, "exif-ifd3-GPSLongitude"),
          .longitude_side = tag(header, "exif-ifd3-GPSLongitudeRef")};
}

struct Look {
  PhotoResult result = PhotoResult::not_a_photo;
  bool has_profile = false;
  PhotoPosition position{};
};
Look look_at(std::string_view upload) {
  Image const header{vips_image_new_from_buffer(upload.data(), upload.size(), "", nullptr)};
  if (!header) return {};
  auto const pixels =
      static_cast<std::uint64_t>(vips_image_get_width(header.get())) * static_cast<std::uint64_t>(vips_image_get_height(header.get()));
  return {pixels > photo_pixels_max ? PhotoResult::too_large : PhotoResult::fine,
          vips_image_get_typeof(header.get(), VIPS_META_ICC_NAME) != 0, position_from(gps_tags(header.get()))};
}

void allow_only_photo_loaders() {
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (char const* loader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif",
      "VipsForeignLoadHeif"})
    vips_operation_block_set(loader, FALSE);
}

/// A dark picture there and back, part of it hidden, and a broken HEIC, so that colour profiles and decoder plug-ins are loaded now.
bool warm_up() {
  auto const black = image_from([](VipsImage** out) { return vips_black(out, 128, 64, "bands", 3, nullptr); });
  if (!black) return false;
  auto const jpeg = encode(black.get(), 80);
  std::array const part{PhotoBox{0, 0, 128, 48}};
  if (make_renditions(jpeg.bytes, part).result != PhotoResult::fine) return false;
  constexpr std::string_view broken_heic{"\0\0\0\x18" "ftypheic\0\0\0\0heicmif1", 24};
  make_renditions(broken_heic);
  vips_error_clear();
  return true;
}

}  // namespace

bool start_vips(char const* program) {
  ::setenv("VIPS_DISC_THRESHOLD", "100g", 1);  // never a temporary file: there is no disk to write to
  ::setenv("VIPS_NOVECTOR", "1", 1);  // its compiler wants executable memory
  if (vips_init(program) != 0) return false;
  g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, [](char const*, GLogLevelFlags, char const*, void*) {}, nullptr);  // of pictures
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  allow_only_photo_loaders();
  return warm_up();
}

Renditions make_renditions(std::string_view upload, std::span<PhotoBox const> hidden) {
  Renditions made;
  auto const look = look_at(upload);
  made.result = look.result;
  made.position = look.position;
  vips_error_clear();
  if (made.result != PhotoResult::fine) return made;
  auto image = largest(upload, look.has_profile);
  // `largest` gives an image of its own in memory, eight bits for each part of a pixel.
  if (image && vips_image_get_format(image.get()) != VIPS_FORMAT_UCHAR) image.reset();
  for (auto const& box : hidden)
    if (image) hide(image.get(), box);
  for (std::size_t i = 0; image && i < sides.size(); ++i) {
    if (i > 0) image = smaller(image.get(), sides[i]);
    if (image) made.jpegs[i] = encode(image.get(), quality[i]);
  }
  vips_error_clear();
  if (made.jpegs[2].bytes.empty() || made.jpegs[1].bytes.empty() || made.jpegs[0].bytes.empty()) made.result = PhotoResult::damaged;
  return made;
}

}  // namespace cityhall
