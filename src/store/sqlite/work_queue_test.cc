#include "store/sqlite/work_queue.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "store/sqlite/version.h"

namespace cityhall::store {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

/// The letters of the jobs in the order in which the queue gives them.
class QueueTest : public testing::Test {
 protected:
  void push(WorkQueue& queue, std::string const& letters, Lane lane) {
    for (char const letter : letters) {
      auto note = [this, letter](std::exception_ptr) { order_ += letter; };
      queue.push({.work = {}, .done = note, .enqueued = std::chrono::steady_clock::now() - hours{1}}, lane);
    }
  }
  std::string order_of(WorkQueue& queue) {
    while (auto job = queue.next()) job->done(nullptr);
    return std::exchange(order_, {});
  }
  std::string order_;
};

TEST_F(QueueTest, InteractiveWorkGoesFirst) {
  WorkQueue queue{{.interactive = 9, .bulk = 9, .bulk_patience = hours{2}}};
  push(queue, "bc", Lane::bulk);
  push(queue, "ij", Lane::interactive);
  EXPECT_EQ(order_of(queue), "ijbc");
}

TEST_F(QueueTest, BulkThatWaitedLongGetsOneTurn) {
  WorkQueue queue{{.interactive = 9, .bulk = 9, .bulk_patience = milliseconds{60'000}}};
  push(queue, "bc", Lane::bulk);
  push(queue, "ij", Lane::interactive);
  EXPECT_EQ(order_of(queue), "bijc");
}

TEST_F(QueueTest, EachLaneHasItsLimitAndAClosedQueueItsAnswer) {
  WorkQueue queue{{.interactive = 2, .bulk = 1}};
  push(queue, "ij", Lane::interactive);
  push(queue, "b", Lane::bulk);
  EXPECT_THROW(push(queue, "k", Lane::interactive), Refusal);
  EXPECT_THROW(push(queue, "c", Lane::bulk), Refusal);
  EXPECT_EQ(queue.lengths().interactive, 2U);
  queue.close();
  EXPECT_THROW(push(queue, "l", Lane::interactive), Refusal);
  EXPECT_FALSE(queue.finished()) << "what is queued stays";
  EXPECT_EQ(order_of(queue).size(), 3U);
  EXPECT_TRUE(queue.finished());
  EXPECT_FALSE(queue.wait_for_first(hours{1})) << "a closed queue does not wait";
}

TEST(Version, ALibraryThatCanLoseCommitsIsRefused) {
  EXPECT_NO_THROW(require_sound_sqlite(3'051'003));
  EXPECT_NO_THROW(require_sound_sqlite(4'000'000));
  try {
    require_sound_sqlite(3'051'002);
    FAIL();
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "store.sqlite_too_old");
    EXPECT_NE(std::string{refusal.what()}.find("3.51.2"), std::string::npos) << refusal.what();
  }
}

}  // namespace
}  // namespace cityhall::store
