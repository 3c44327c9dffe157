#include "kernel/files/image_header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/io.h"

namespace cityhall {
namespace {

std::string sample_photo(std::string const& name) { return read_file(std::string{CITYHALL_SOURCE_DIR} + "/tests/data/photos/" + name); }

/// A PNG header that claims these sides, with nothing behind it.
std::string png_claiming(std::uint32_t width, std::uint32_t height) {
  std::string bytes{"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16};
  for (auto const side : {width, height})
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(side >> static_cast<unsigned>(shift));
  return bytes + std::string("\x08\x02\0\0\0", 5);
}

TEST(ImageHeader, KnowsEachFormatByItsContent) {
  for (auto const& [name, kind] : {std::pair{"quarters.jpg", ImageKind::jpeg}, {"quarters.png", ImageKind::png}, {"quarters.webp",
      ImageKind::webp},
                                   {"quarters.gif", ImageKind::gif}, {"quarters.heic", ImageKind::heif}, {"quarters.avif",
                                       ImageKind::heif}}) {
    auto const header = read_image_header(sample_photo(name));
    ASSERT_TRUE(header) << name;
    EXPECT_EQ(header->kind, kind) << name;
    EXPECT_EQ(header->width, 300U) << name;
    EXPECT_GE(header->height, 200U) << name;  // HEIF may pad to whole blocks
  }
}

TEST(ImageHeader, ReadsWhatABombClaims) {
  auto const header = read_image_header(png_claiming(60'000, 60'000));
  ASSERT_TRUE(header);
  EXPECT_EQ(header->width * header->height, 3'600'000'000U);
}

TEST(ImageHeader, RefusesWhatIsNoPhoto) {
  using namespace std::string_literals;
  for (auto const& bytes : {""s, "\xff"s, "\xff\xd8\xff"s, "<svg xmlns='http://www.w3.org/2000/svg'/>"s, "<!DOCTYPE html><script>"s,
      "%PDF-1.7\n"s, "BM\0\0"s,
                            "II*\0\x08\0\0\0"s, "GIF89a"s, "RIFF\0\0\0\0WEBPVP8X"s, "\0\0\0\x18" "ftypisom\0\0\0\0"s, png_claiming(0, 5)})
    EXPECT_FALSE(read_image_header(bytes)) << bytes;
}

TEST(ImageHeader, EndsAtEveryTruncation) {
  for (auto const* name : {"quarters.jpg", "quarters.png", "quarters.webp", "quarters.gif", "quarters.heic", "quarters.avif"}) {
    auto const bytes = sample_photo(name);
    for (std::size_t length = 0; length < std::min<std::size_t>(bytes.size(), 1024); ++length) {
      auto const header = read_image_header(bytes.substr(0, length));
      EXPECT_TRUE(!header || header->width == 300U) << name << " " << length;
    }
  }
}

}  // namespace
}  // namespace cityhall
