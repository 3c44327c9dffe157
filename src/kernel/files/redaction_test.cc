#include "kernel/files/redaction.h"

#include <array>
#include <memory>

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/files/photo_protocol.h"
#include "kernel/files/photo_workshop.h"

namespace cityhall {
namespace {

constexpr std::uint32_t side = 400;
constexpr PhotoBox box{100, 120, 160, 60};

/// Red, green, blue of each pixel, row by row.
using Pixels = std::array<std::array<std::array<unsigned char, 3>, side>, side>;

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xffU);
  return bytes;
}

std::string chunk(std::string const& kind, std::string const& content) {
  std::uint32_t crc = 0xffffffffU;
  for (char const letter : kind + content) {
    crc ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xedb88320U : crc >> 1U;
  }
  return big_endian(static_cast<std::uint32_t>(content.size())) + kind + content + big_endian(~crc);
}

/// zlib without compression: what goes in comes out to the last bit.
std::string stored(std::string const& bytes) {
  std::string out{"\x78\x01", 2};
  std::uint32_t one = 1;
  std::uint32_t two = 0;
  for (char const letter : bytes) {
    one = (one + static_cast<unsigned char>(letter)) % 65521;
    two = (two + one) % 65521;
  }
  constexpr std::size_t most = 60'000;
  for (std::size_t at = 0; at < bytes.size(); at += most) {
    auto const length = static_cast<std::uint16_t>(std::min(most, bytes.size() - at));
    out += at + most >= bytes.size() ? '\1' : '\0';
    for (auto const number : {length, static_cast<std::uint16_t>(~length)})
      (out += static_cast<char>(number & 0xffU)) += static_cast<char>(number >> 8U);
    out += bytes.substr(at, length);
  }
  return out + big_endian((two << 16U) | one);
}

std::string png(Pixels const& pixels) {
  std::string rows;
  for (auto const& row : pixels) {
    rows += '\0';
    for (auto const& pixel : row)
      for (auto const part : pixel) rows += static_cast<char>(part);
  }
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", big_endian(side) + big_endian(side) + std::string{"\x08\x02\0\0\0", 5}) +
         chunk("IDAT", stored(rows)) + chunk("IEND", {});
}

/// Noise: every pixel says something.
std::unique_ptr<Pixels> noise() {
  auto pixels = std::make_unique<Pixels>();
  unsigned state = 42;
  for (auto& row : *pixels)
    for (auto& pixel : row)
      for (auto& part : pixel) {
        state = state * 1664525U + 1013904223U;
        part = static_cast<unsigned char>(state >> 24U);
      }
  return pixels;
}

std::array<std::string, 3> jpegs(PhotoWorkshop& workshop, Pixels const& pixels, std::span<PhotoBox const> hidden) {
  auto const made = workshop.decode(png(pixels), hidden).pictures;
  return {made[0].jpeg, made[1].jpeg, made[2].jpeg};
}

// Two photos that differ in the box, and have the same averages there, become the same three pictures, bit by bit: nothing else of the box
// is left in any of them.
TEST(Redaction, LeavesNothingButAverages) {
  auto const one = noise();
  auto other = std::make_unique<Pixels>(*one);
  // Every block of the box keeps its pixels, in another order: here blocks are 60 high, and 80 wide (160 in two).
  for (unsigned block = 0; block < 2; ++block)
    for (unsigned y = 0; y < 30; ++y)
      for (unsigned x = 0; x < 80; ++x)
        std::swap((*other)[box.top + y][box.left + block * 80 + x], (*other)[box.top + 59 - y][box.left + block * 80 + 79 - x]);
  ASSERT_NE(*one, *other);
  PhotoWorkshop workshop;
  EXPECT_NE(jpegs(workshop, *one, {}), jpegs(workshop, *other, {})) << "without a box they differ";
  EXPECT_EQ(jpegs(workshop, *one, std::array{box}), jpegs(workshop, *other, std::array{box}));
}

TEST(Redaction, ChangesOnlyWhatIsInTheBox) {
  auto const one = noise();
  auto other = std::make_unique<Pixels>(*one);
  (*other)[box.top - 1][box.left] = {0, 0, 0};
  (*other)[box.top - 1][box.left + 1] = {255, 255, 255};
  PhotoWorkshop workshop;
  EXPECT_NE(jpegs(workshop, *one, std::array{box}), jpegs(workshop, *other, std::array{box})) << "the row above is as it was";
  EXPECT_NE(jpegs(workshop, *one, std::array{box}), jpegs(workshop, *one, {}));
  // Far outside, or without a size: the picture is made as ever.
  EXPECT_EQ(jpegs(workshop, *one, std::array{PhotoBox{4000, 4000, 10, 10}}), jpegs(workshop, *one, {}));
  EXPECT_EQ(jpegs(workshop, *one, std::array{PhotoBox{10, 10, 0, 0}}), jpegs(workshop, *one, {}));
}

TEST(Redaction, RefusesBoxesThatAreNone) {
  auto const code = [](std::vector<HiddenBox> const& boxes) {
    try {
      check_boxes(boxes);
      return std::string{"fine"};
    } catch (Refusal const& refusal) {
      return refusal.code;
    }
  };
  EXPECT_EQ(code({{0, 0, 100, 100}}), "fine");
  EXPECT_EQ(code({}), "photo.no_box");
  EXPECT_EQ(code({{0, 0, 0, 10}}), "photo.box_outside");
  EXPECT_EQ(code({{-1, 0, 5, 10}}), "photo.box_outside");
  EXPECT_EQ(code({{60, 0, 50, 10}}), "photo.box_outside");
  EXPECT_EQ(code(std::vector<HiddenBox>(21, {1, 1, 1, 1})), "photo.too_many_boxes");
}

}  // namespace
}  // namespace cityhall
