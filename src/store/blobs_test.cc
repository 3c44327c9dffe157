#include "store/blobs.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/crypto.h"
#include "base/refusal.h"
#include "store/testing.h"

namespace cityhall::store {
namespace {

class BlobsTest : public testing::Test {
 protected:
  TemporaryFolder folder;
  ManualClock clock{from_micros(1'772'460'000'000'000)};
  std::unique_ptr<Blobs> blobs = open_blobs(folder / "blobs", clock);
};

TEST_F(BlobsTest, BytesComeBackByTheirHash) {
  std::string const bytes("a\0b", 3);
  auto const hash = blobs->put(bytes);
  EXPECT_EQ(hash, sha256_hex(bytes));
  EXPECT_EQ(blobs->put(bytes), hash);
  EXPECT_EQ(blobs->get(hash), bytes);
  EXPECT_EQ(blobs->size(hash), 3U);
  EXPECT_EQ(blobs->range(hash, 1, 1), std::string("\0", 1));
  EXPECT_EQ(blobs->range(hash, 2, 100), "b");
  EXPECT_EQ(blobs->range(hash, 3, 1), "");
  EXPECT_EQ(blobs->range(hash, 99, UINT64_MAX), "");
  EXPECT_EQ(blobs->path(hash), folder / "blobs" / hash.substr(0, 2) / hash.substr(2));
  EXPECT_EQ(blobs->get(blobs->put("")), "");
  EXPECT_EQ(open_blobs(folder / "blobs", clock)->get(hash), bytes) << "after a restart";
}

TEST_F(BlobsTest, WhatIsNoHashNamesNothing) {
  blobs->put("x");
  std::vector<std::string> const names{"", "..", "../../etc/passwd", "new/1-1", std::string(64, 'g'), std::string(64, '0')};
  for (auto const& name : names) {
    EXPECT_FALSE(blobs->has(name)) << name;
    EXPECT_FALSE(blobs->get(name)) << name;
    EXPECT_FALSE(blobs->path(name)) << name;
  }
}

TEST_F(BlobsTest, TheSweepTakesOldBytesThatNobodyRefersTo) {
  auto const kept = blobs->put("kept"), dropped = blobs->put("dropped"), again = blobs->put("again");
  std::ofstream{folder / "blobs/new/999-1"} << "broken write";
  std::filesystem::last_write_time(folder / "blobs/new/999-1", std::chrono::file_clock::from_sys(from_micros(0)));
  auto const referenced = [&](std::string_view hash) { return hash == kept; };
  clock.advance(std::chrono::hours{23});
  EXPECT_EQ(blobs->sweep(referenced), 1) << "only the broken write";
  blobs->put("again");
  clock.advance(std::chrono::hours{2});
  EXPECT_EQ(blobs->sweep(referenced), 1);
  EXPECT_TRUE(blobs->has(kept));
  EXPECT_TRUE(blobs->has(again)) << "put again an hour ago: its reference may be on the way";
  EXPECT_FALSE(blobs->has(dropped));
}

TEST_F(BlobsTest, ManyThreadsMayPutTheSame) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([this] {
      for (int n = 0; n < 20; ++n) EXPECT_EQ(blobs->get(blobs->put(std::to_string(n))), std::to_string(n));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_TRUE(std::filesystem::is_empty(folder / "blobs/new"));
}

TEST_F(BlobsTest, AFailedWriteIsRefusedInWords) {
  std::filesystem::remove_all(folder / "blobs/new");
  try {
    blobs->put("x");
    FAIL();
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "blob.unwritable");
    EXPECT_EQ(refusal.kind, RefusalKind::unavailable);
  }
}

}  // namespace
}  // namespace cityhall::store
