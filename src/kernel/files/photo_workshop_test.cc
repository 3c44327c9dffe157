#include "kernel/files/photo_workshop.h"

#include <csignal>
#include <thread>

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
    auto const pictures = workshop.decode(sample(name));
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
  auto const pictures = workshop.decode(upload);
  EXPECT_EQ(pictures[0].width, 200);
  EXPECT_EQ(pictures[0].height, 300);
  for (auto const& picture : pictures)
    for (auto const* trace : {"Exif", "SECRETPHONE", "ICC_PROFILE", "http://ns.adobe.com", "Photoshop"}) EXPECT_THAT(picture.jpeg,
        Not(HasSubstr(trace)));
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
  auto const pictures = workshop.decode(sample("quarters.jpg") + "<script>alert(document.cookie)</script>");
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
