#include "services/front/photo_intake.h"

#include <gtest/gtest.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

/// The first bytes of a PNG that says it is so large; nothing else of it is looked at.
std::string png_of(std::uint32_t width, std::uint32_t height) {
  using namespace std::string_literals;
  auto png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s;
  for (auto const side : {width, height})
    for (unsigned shift = 32; shift > 0; shift -= 8) png += static_cast<char>((side >> (shift - 8)) & 0xffU);
  return png;
}

std::string intake_code(std::string const& bytes, std::size_t count) {
  std::vector<web::Upload> const uploads(count, {.name = "photo", .filename = "a.png", .content_type = "image/png", .bytes = bytes});
  try {
    check_uploads(uploads, 5);
    return "fine";
  } catch (Refusal const& refusal) {
    return refusal.code;
  }
}

TEST(PhotoIntake, CountsPhotosBeforeAnyIsDecoded) {
  auto const phone = png_of(8000, 6000);
  EXPECT_EQ(intake_code(phone, 5), "fine");
  EXPECT_EQ(intake_code(phone, 6), "photo.too_many");
  EXPECT_EQ(intake_code("no picture", 6), "photo.too_many");
}

TEST(PhotoIntake, AddsUpThePixelsOfARequest) {
  EXPECT_EQ(intake_code(png_of(7900, 7900), 4), "fine");
  EXPECT_EQ(intake_code(png_of(7900, 7900), 5), "photo.too_many_pixels");
  EXPECT_EQ(intake_code(png_of(0xffffffff, 0xffffffff), 2), "photo.too_many_pixels");
  EXPECT_EQ(intake_code(png_of(0xffffffff, 1), 1), "fine") << "its own limit says more";
  EXPECT_EQ(intake_code("no picture", 5), "fine") << "refused when it is decoded";
}

}  // namespace
}  // namespace cityhall
