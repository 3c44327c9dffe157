#include "store/tile_archive.h"

#include <gtest/gtest.h>

#include "store/error.h"
#include "store/testing.h"

namespace cityhall::store {
namespace {

TEST(TileArchive, GivesBackWhatWasWritten) {
  TemporaryFolder const folder;
  auto const path = folder.path() / "map.mbtiles";
  TileArchiveWriter writer{path};
  writer.describe("format", "pbf");
  writer.put({3, 1, 2}, std::string_view{"a\0b", 3});
  writer.finish();
  TileArchive const archive{path};
  EXPECT_EQ(archive.find({3, 1, 2}), (std::string{"a\0b", 3}));
  EXPECT_EQ(archive.find({3, 2, 1}), std::nullopt);
  EXPECT_EQ(archive.find({-1, 0, 0}), std::nullopt);
  EXPECT_EQ(archive.metadata("format"), "pbf");
  EXPECT_EQ(archive.metadata("nothing"), "");
}

TEST(TileArchive, IsNotThereBeforeItIsFinished) {
  TemporaryFolder const folder;
  auto const path = folder.path() / "map.mbtiles";
  { TileArchiveWriter const writer{path}; }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  EXPECT_THROW(TileArchive{path}, StoreError);
}

}  // namespace
}  // namespace cityhall::store
