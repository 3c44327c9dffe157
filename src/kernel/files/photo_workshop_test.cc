#include "kernel/files/photo_workshop.h"

#include <array>
#include <cmath>
#include <csignal>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "base/io.h"
#include "base/refusal.h"
#include "kernel/files/image_header.h"

namespace cityhall {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string sample(std::string const& name) { return read_file(std::string{CITYHALL_SOURCE_DIR} + "/tests/data/photos/" + name); }

/// An APP1 segment as phones write it: turned by 90° (orientation 6), with a place (GPS) and a maker's name. TIFF, big-endian.
std::string exif_segment() {
  using namespace std::string_literals;
  auto const tiff =
      "MM\0*\0\0\0\x08"s
      "\0\x03"s                                      // three entries
      "\x01\x0f\0\x02\0\0\0\x10\0\0\0\x44"s          // Make, ASCII, 16 bytes at 0x44
      "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"s          // Orientation 6
      "\x88\x25\0\x04\0\0\0\x01\0\0\0\x32"s          // GPS IFD at 0x32
      "\0\0\0\0"s
      "\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0"s  // GPSLatitudeRef N
      "SECRETPHONE-4711"s;
  auto const body = "Exif\0\0"s + tiff;
  auto const length = body.size() + 2;
  return "\xff\xe1"s + static_cast<char>(length >> 8U) + static_cast<char>(length & 0xffU) + body;
}

std::string turned_with_place() {
  auto const jpeg = sample("quarters.jpg");
  return jpeg.substr(0, 2) + exif_segment() + jpeg.substr(2);
}

/// What an EXIF block with a GPS directory says, little-endian as most phones write it. `bytes` can be broken by the caller.
struct Exif {
  struct Fraction {
    std::uint32_t above = 0;
    std::uint32_t below = 1;
  };
  using Angle = std::array<Fraction, 3>;
  Angle latitude{{{40}, {2}, {2340, 100}}};
  Angle longitude{{{86}, {9}, {18}}};
  char north = 'N';
  char east = 'W';

  static constexpr std::size_t tiff_at = 6;               // after "Exif\0\0"
  static constexpr std::size_t gps_pointer_at = tiff_at + 8 + 2 + 8;
  static constexpr std::uint32_t gps_at = 26;
  static constexpr std::size_t latitude_entry_at = tiff_at + gps_at + 2 + 12;
  static constexpr std::size_t next_directory_at = tiff_at + gps_at + 2 + 4 * 12;

  std::string bytes() const {
    auto const angles_at = gps_at + 2 + 4 * 12 + 4;
    auto text = std::string{"Exif\0\0II*\0", 10} + number(8) + short_number(1) + entry(0x8825, 4, 1, number(gps_at)) + number(0);
    text += short_number(4) + entry(1, 2, 2, {north, '\0', '\0', '\0'}) + entry(2, 5, 3, number(angles_at)) +
            entry(3, 2, 2, {east, '\0', '\0', '\0'}) + entry(4, 5, 3, number(angles_at + 24)) + number(0);
    for (auto const& angle : {latitude, longitude})
      for (auto const& part : angle) text += number(part.above) + number(part.below);
    return text;
  }
  static std::string number(std::uint32_t value) {
    std::string text;
    for (unsigned shift = 0; shift < 32; shift += 8) text += static_cast<char>((value >> shift) & 0xffU);
    return text;
  }
  static std::string short_number(std::uint32_t value) { return number(value).substr(0, 2); }
  static std::string entry(std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::string const& value) {
    return short_number(tag) + short_number(type) + number(count) + value;
  }
};

std::string with_exif(std::string const& block) {
  auto const jpeg = sample("quarters.jpg");
  auto const length = block.size() + 2;
  return jpeg.substr(0, 2) + "\xff\xe1" + static_cast<char>(length >> 8U) + static_cast<char>(length & 0xffU) + block + jpeg.substr(2);
}

/// "40.039833 -86.155000", or "" when the photo says nothing of its place. A photo that is refused fails the test.
std::string place_in(PhotoWorkshop& workshop, std::string const& upload) {
  auto const decoded = workshop.decode(upload);
  EXPECT_EQ(decoded.pictures[0].width, 300);
  return decoded.position ? fmt::format("{:.6f} {:.6f}", decoded.position->latitude, decoded.position->longitude) : "";
}

/// The block with these bytes in place of those at that position.
std::string changed(std::string block, std::size_t at, std::string const& bytes) { return block.replace(at, bytes.size(), bytes); }

std::string code_of(PhotoWorkshop& workshop, std::string_view upload) {
  try {
    workshop.decode(upload);
    return "fine";
  } catch (Refusal const& refusal) {
    return refusal.code;
  }
}

TEST(PhotoWorkshop, MakesThreeJpegsOfEachFormat) {
  PhotoWorkshop workshop;
  for (auto const* name : {"quarters.jpg", "quarters.png", "quarters.webp", "quarters.gif", "quarters.heic", "quarters.avif"}) {
    auto const pictures = workshop.decode(sample(name)).pictures;
    EXPECT_EQ(pictures[0].width, 300) << name;
    EXPECT_EQ(pictures[0].height, 200) << name;
    EXPECT_EQ(pictures[2].width, 160) << name;
    for (auto const& picture : pictures) {
      auto const header = read_image_header(picture.jpeg);
      ASSERT_TRUE(header) << name;
      EXPECT_EQ(header->kind, ImageKind::jpeg);
      EXPECT_EQ(static_cast<int>(header->width), picture.width);
      EXPECT_EQ(static_cast<int>(header->height), picture.height);
    }
  }
  EXPECT_EQ(workshop.helper_pids().size(), 1U) << "one helper does them all";
}

TEST(PhotoWorkshop, TurnsUprightAndForgetsPlaceAndMaker) {
  auto const upload = turned_with_place();
  ASSERT_THAT(upload, HasSubstr("SECRETPHONE"));
  PhotoWorkshop workshop;
  auto const pictures = workshop.decode(upload).pictures;
  EXPECT_EQ(pictures[0].width, 200);
  EXPECT_EQ(pictures[0].height, 300);
  for (auto const& picture : pictures)
    for (auto const* trace : {"Exif", "SECRETPHONE", "ICC_PROFILE", "http://ns.adobe.com", "Photoshop"}) EXPECT_THAT(picture.jpeg,
        Not(HasSubstr(trace)));
}

TEST(PhotoWorkshop, TellsWhereThePhotoWasTaken) {
  PhotoWorkshop workshop;
  EXPECT_EQ(place_in(workshop, sample("quarters.jpg")), "");
  EXPECT_EQ(place_in(workshop, with_exif(Exif{}.bytes())), "40.039833 -86.155000");
  EXPECT_EQ(place_in(workshop, with_exif(Exif{.north = 'S', .east = 'E'}.bytes())), "-40.039833 86.155000");
  EXPECT_EQ(place_in(workshop, with_exif(Exif{.latitude = {{{90}, {0}, {0}}}, .longitude = {{{180}, {0}, {0}}}}.bytes())),
            "90.000000 -180.000000");
  // Some write minutes with a fraction and no seconds.
  EXPECT_EQ(place_in(workshop, with_exif(Exif{.latitude = {{{40}, {239, 100}, {0}}}}.bytes())), "40.039833 -86.155000");
}

TEST(PhotoWorkshop, TellsNoPlaceThatIsNone) {
  PhotoWorkshop workshop;
  auto const place = [&](Exif const& exif) { return place_in(workshop, with_exif(exif.bytes())); };
  EXPECT_EQ(place({.latitude = {{{200}, {0}, {0}}}}), "");
  EXPECT_EQ(place({.latitude = {{{90}, {0}, {1}}}}), "");
  EXPECT_EQ(place({.longitude = {{{181}, {0}, {0}}}}), "");
  EXPECT_EQ(place({.latitude = {{{40}, {61}, {0}}}}), "");
  EXPECT_EQ(place({.latitude = {{{40, 0}, {2}, {0}}}}), "") << "denominator zero";
  EXPECT_EQ(place({.latitude = {{{40}, {2}, {0, 0}}}}), "");
  EXPECT_EQ(place({.longitude = {{{0xffff'ffff}, {0xffff'ffff}, {0xffff'ffff, 0xffff'ffff}}}}), "");
  EXPECT_EQ(place({.latitude = {{{0}, {0}, {0}}}, .longitude = {{{0}, {0}, {0}}}}), "") << "a phone that did not know yet";
  EXPECT_EQ(place({.north = 'X'}), "");
  EXPECT_EQ(place({.east = '\0'}), "");
}

// Loops, counts and offsets that lie: the photo is taken in as ever, and says nothing of its place.
TEST(PhotoWorkshop, TakesAPhotoWithABrokenExifBlock) {
  PhotoWorkshop workshop;
  auto const good = Exif{}.bytes();
  auto const place = [&](std::size_t at, std::string const& bytes) { return place_in(workshop, with_exif(changed(good, at, bytes))); };
  auto const gps_loop = Exif::number(Exif::gps_at);
  EXPECT_EQ(place(Exif::gps_pointer_at, Exif::number(8)), "") << "the GPS directory is the first directory";
  EXPECT_EQ(place(Exif::gps_pointer_at, Exif::number(0xffff'fff0)), "");
  EXPECT_EQ(place(Exif::gps_pointer_at, Exif::number(static_cast<std::uint32_t>(good.size()))), "");
  EXPECT_EQ(place(Exif::tiff_at + 4, Exif::number(0x7fff'ffff)), "") << "the first directory is nowhere";
  EXPECT_EQ(place(Exif::tiff_at + 8, "\xff\xff"), "40.039833 -86.155000") << "of 65,535 entries, those that are there";
  EXPECT_EQ(place(Exif::latitude_entry_at + 4, Exif::number(0xffff'ffff)), "") << "four billion parts";
  EXPECT_EQ(place(Exif::latitude_entry_at + 4, Exif::number(1)), "") << "degrees only";
  EXPECT_EQ(place(Exif::latitude_entry_at + 2, Exif::short_number(2)), "") << "text in place of fractions";
  EXPECT_EQ(place(Exif::latitude_entry_at + 2, Exif::short_number(10)), "40.039833 -86.155000") << "fractions with a sign are read";
  EXPECT_EQ(place(Exif::latitude_entry_at + 8, Exif::number(0xffff'fff8)), "") << "behind the end";
  place(Exif::next_directory_at, gps_loop);  // a directory that follows itself: its place counts or not, the photo does
  for (std::size_t length = 0; length < good.size(); ++length) place_in(workshop, with_exif(good.substr(0, length)));
}

// Each byte of the block, one after the other, with each of some values: never an error, never a place off the earth.
TEST(PhotoWorkshop, TakesAPhotoWithAnyByteOfItsExifBlockWrong) {
  PhotoWorkshop workshop{{.photos_per_helper = 10'000}};
  auto const good = Exif{}.bytes();
  for (std::size_t at = 0; at < good.size(); ++at)
    for (char const value : {'\0', '\x7f', '\xff'}) {
      auto const decoded = workshop.decode(with_exif(changed(good, at, {value})));
      if (!decoded.position) continue;
      EXPECT_LE(std::abs(decoded.position->latitude), 90) << at;
      EXPECT_LE(std::abs(decoded.position->longitude), 180) << at;
    }
}

TEST(PhotoWorkshop, SaysWhatIsWrong) {
  using namespace std::string_literals;
  PhotoWorkshop workshop{{.upload_bytes_max = 1'000'000}};
  EXPECT_EQ(code_of(workshop, ""), "photo.unreadable");
  EXPECT_EQ(code_of(workshop, "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), "photo.unreadable");
  EXPECT_EQ(code_of(workshop, "%PDF-1.7\n"), "photo.unreadable");
  EXPECT_EQ(code_of(workshop, "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0"s), "photo.too_large");
  EXPECT_EQ(code_of(workshop, std::string(1'000'001, 'x')), "photo.too_many_bytes");
  auto const jpeg = sample("quarters.jpg");
  EXPECT_EQ(code_of(workshop, jpeg.substr(0, jpeg.size() / 2)), "photo.damaged");
  EXPECT_EQ(code_of(workshop, jpeg), "fine") << "a wrong one does not harm the next";
}

// What a browser would run if it were shown as it came: a picture and a page in one file.
TEST(PhotoWorkshop, LosesWhatHidesBehindAPicture) {
  PhotoWorkshop workshop;
  auto const pictures = workshop.decode(sample("quarters.jpg") + "<script>alert(document.cookie)</script>").pictures;
  for (auto const& picture : pictures) EXPECT_THAT(picture.jpeg, Not(HasSubstr("<script")));
}

TEST(PhotoWorkshop, GoesOnAfterItsHelperWasKilled) {
  PhotoWorkshop workshop;
  auto const jpeg = sample("quarters.jpg");
  workshop.decode(jpeg);
  auto const pid = workshop.helper_pids().at(0);
  ASSERT_EQ(::kill(pid, SIGKILL), 0);
  siginfo_t ended{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED | WNOWAIT), 0);  // it is gone, and still ours to collect
  EXPECT_EQ(code_of(workshop, jpeg), "fine");
  EXPECT_NE(workshop.helper_pids().at(0), pid);
}

TEST(PhotoWorkshop, EndsAPhotoThatTakesTooLong) {
  PhotoWorkshop workshop{{.time_max = std::chrono::milliseconds{0}}};
  EXPECT_EQ(code_of(workshop, sample("quarters.jpg")), "photo.too_slow");
  EXPECT_TRUE(workshop.helper_pids().empty());
}

TEST(PhotoWorkshop, ReplacesAHelperAfterItsShareOfPhotos) {
  PhotoWorkshop workshop{{.photos_per_helper = 2}};
  auto const jpeg = sample("quarters.jpg");
  workshop.decode(jpeg);
  EXPECT_EQ(workshop.helper_pids().size(), 1U);
  workshop.decode(jpeg);
  EXPECT_TRUE(workshop.helper_pids().empty());
  EXPECT_EQ(code_of(workshop, jpeg), "fine");
}

TEST(PhotoWorkshop, IsUnavailableWithoutItsProgram) {
  PhotoWorkshop missing{{.program = "/nonexistent/cityhall-photos"}};
  EXPECT_EQ(code_of(missing, sample("quarters.jpg")), "photo.helper");
  PhotoWorkshop silent{{.program = "/bin/true"}};
  EXPECT_EQ(code_of(silent, sample("quarters.jpg")), "photo.helper");
}

TEST(PhotoWorkshop, ServesManyAtOnceWithTwoHelpers) {
  PhotoWorkshop workshop{{.helpers = 2}};
  auto const jpeg = sample("quarters.jpg");
  std::vector<std::thread> senders;
  std::atomic<int> fine = 0;
  for (int i = 0; i < 6; ++i) senders.emplace_back([&] { fine += code_of(workshop, jpeg) == "fine" ? 1 : 0; });
  for (auto& sender : senders) sender.join();
  EXPECT_EQ(fine, 6);
  EXPECT_LE(workshop.helper_pids().size(), 2U);
}

}  // namespace
}  // namespace cityhall
