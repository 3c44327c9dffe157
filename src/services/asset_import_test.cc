#include "services/asset_import.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

class AssetImport : public testing::Test {
 protected:
  TestCity test_{};
  Actor const system_ = system_actor("test");

  AssetImportReport bring(std::string_view rows, bool retire_missing = false) {
    auto const text = "id,latitude,longitude\n" + std::string{rows};
    return import_assets(test_.city(), system_, standards::csv_text(text), {.form = {.kind = "hydrant"}, .retire_missing = retire_missing});
  }
  std::size_t count() {
    return test_.view(system_, [](View const& view) { return find_assets(view, {}).size(); });
  }
};

TEST_F(AssetImport, BringsTheSameFileTwiceWithoutChange) {
  EXPECT_EQ(bring("1,40,-86\n2,40,-86\n").count.added, 2U);
  EXPECT_EQ(bring("1,40,-86\n2,40,-86\n").count.unchanged, 2U);
  EXPECT_EQ(count(), 2U);
}

TEST_F(AssetImport, RetiresWhatIsMissingOnlyWhenItIsAskedTo) {
  bring("1,40,-86\n2,40,-86\n");
  EXPECT_EQ(bring("1,40,-86\n").count.retired, 0U);
  EXPECT_EQ(count(), 2U);
  EXPECT_EQ(bring("1,40,-86\n", true).count.retired, 1U);
  EXPECT_EQ(count(), 1U);
}

TEST_F(AssetImport, RetiresNothingWhileRowsCannotBeRead) {
  bring("1,40,-86\n2,40,-86\n");
  auto const report = bring("1,40,-86\n2,forty,-86\n", true);
  EXPECT_EQ(report.faults.size(), 1U);
  EXPECT_TRUE(report.kept_missing);
  EXPECT_EQ(count(), 2U);
}

TEST_F(AssetImport, ANumberStandsOnce) {
  auto const report = bring("1,40,-86\n1,41,-86\n");
  EXPECT_EQ(report.count.added, 1U);
  ASSERT_EQ(report.faults.size(), 1U);
  EXPECT_EQ(report.faults[0].line, 3U);
  EXPECT_EQ(report.faults[0].reason, "the number 1 stands on line 2 already");
}

TEST_F(AssetImport, WritesManyBatches) {
  std::string rows;
  for (int i = 0; i < 2500; ++i) rows += std::to_string(i) + ",40," + std::to_string(-86 - i * 1e-5) + "\n";
  std::size_t told = 0;
  auto const text = "id,latitude,longitude\n" + rows;
  auto const report = import_assets(test_.city(), system_, standards::csv_text(text),
                                    {.form = {.kind = "tree"}, .progress = [&](std::size_t) { ++told; }});
  EXPECT_EQ(report.count.added, 2500U);
  EXPECT_EQ(told, 3U);
}

TEST_F(AssetImport, StopsBetweenBatchesAndRetiresNothing) {
  std::string rows;
  for (int i = 0; i < 2500; ++i) rows += std::to_string(i) + ",40,-86\n";
  auto const text = "id,latitude,longitude\n" + rows;
  auto const report = import_assets(test_.city(), system_, standards::csv_text(text),
                                    {.form = {.kind = "tree"}, .retire_missing = true, .stop = [] { return true; }});
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(report.count.added, 1000U);
}

TEST_F(AssetImport, AnEmptyTableRetiresNothing) {
  bring("1,40,-86\n");
  EXPECT_THROW(bring("", true), Refusal);
  EXPECT_EQ(count(), 1U);
}

}  // namespace
}  // namespace cityhall
