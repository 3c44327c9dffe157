#include "kernel/files/upload.h"

#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/refusal.h"
#include "kernel/files/photo_workshop.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

UploadPlan plan_of(int number, std::int64_t bytes) {
  return {.id = "upload-" + std::to_string(number + 1000), .hash = std::string(64, 'a'), .bytes = bytes};
}

std::string code_of(TestCity& test, UploadPlan const& plan) {
  try {
    add_part(test.city(), test.dispatcher(), plan, {.start = 0, .bytes = "first bytes"});
    return "kept";
  } catch (Refusal const& refusal) {
    return refusal.code;
  }
}

TEST(Uploads, UnfinishedOnesOfOneTabletFillNoDisk) {
  TestCity test;
  int kept = 0;
  while (kept < 100 && code_of(test, plan_of(kept, upload_bytes_max)) == "kept") ++kept;
  EXPECT_EQ(kept, 40) << "40 times 25 MB";
  EXPECT_EQ(code_of(test, plan_of(99, upload_bytes_max)), "upload.too_many");
  EXPECT_EQ(code_of(test, plan_of(0, upload_bytes_max)), "kept") << "what has begun goes on";
}

TEST(Uploads, WhatIsNoPhotoIsNotKept) {
  PhotoWorkshop workshop;
  TestCity test;
  test.take_photos(workshop);
  std::string const bytes = "no photo at all";
  UploadPlan const plan{.id = "upload-1", .hash = sha256_hex(bytes), .bytes = static_cast<std::int64_t>(bytes.size())};
  auto const send = [&] { return add_part(test.city(), test.dispatcher(), plan, {.start = 0, .bytes = bytes}); };
  EXPECT_THROW(send(), Refusal);
  auto const left = test.view(test.dispatcher(), [&](View const& view) { return upload_state(view, plan.id); });
  EXPECT_EQ(left.received, 0);
}

}  // namespace
}  // namespace cityhall
