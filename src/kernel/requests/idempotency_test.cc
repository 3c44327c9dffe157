#include "kernel/requests/idempotency.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

TEST(Idempotency, TheSecondDeliveryGetsTheFirstAnswer) {
  TestCity test;
  RequestKey const key{.key = "k-1", .sender = sender_of({}, "192.0.2.1"), .request_hash = request_hash("POST", "/x", "a=1")};
  StoredAnswer const answer{.status = 201, .content_type = "text/html", .location = "/requests/1", .body = std::string{"<p>\0</p>", 8}};
  auto const ask = [&](RequestKey const& asked) { return test.view(Actor{}, [&](View const& view) { return replay(view, asked); }); };
  EXPECT_FALSE(ask(key));
  test.run(Actor{}, [&](Unit& unit) { remember(unit, key, answer); });
  ASSERT_TRUE(ask(key));
  EXPECT_EQ(ask(key)->status, 201);
  EXPECT_EQ(ask(key)->body, answer.body);
  auto const stored = test.view(Actor{}, [](View const& view) { return view.reader.value<store::Blob>(R"sql(SELECT body FROM stored_answers)sql"); });
  EXPECT_EQ(stored.bytes.find("<p>"), std::string::npos) << "an answer may show a new key: a stolen database tells nothing";
  EXPECT_FALSE(ask({key.key, sender_of({}, "192.0.2.2"), key.request_hash})) << "another sender's keys are others";
  try {
    ask({key.key, key.sender, request_hash("POST", "/x", "a=2")});
    FAIL();
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "idempotency.other_request");
  }
  EXPECT_THROW(ask({"", key.sender, key.request_hash}), Refusal);
  EXPECT_THROW(ask({"a b", key.sender, key.request_hash}), Refusal);
  EXPECT_NE(request_hash("POST", "/xa", "=1"), key.request_hash) << "parts do not run into each other";
  test.clock().advance(std::chrono::hours{47});
  EXPECT_EQ(forget_old_answers(test.city()), 0);
  test.clock().advance(std::chrono::hours{2});
  EXPECT_EQ(forget_old_answers(test.city()), 1);
  EXPECT_FALSE(ask(key));
}

}  // namespace
}  // namespace cityhall
