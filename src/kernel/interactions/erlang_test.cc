#include "kernel/interactions/erlang.h"

#include <gtest/gtest.h>

namespace cityhall {
namespace {

// The reference values of the contact-centre literature with 201 s a call: rounded as they are printed there.
TEST(Erlang, EqualsTheReferenceValues) {
  OfferedLoad const sixty{.contacts = 60, .handling_seconds = 201};
  EXPECT_NEAR(sixty.erlangs(), 6.70, 1e-9);
  auto const ten = answering_with(sixty, 10, 20);
  ASSERT_TRUE(ten);
  EXPECT_NEAR(ten->within_share, 0.871, 0.0005);
  EXPECT_NEAR(ten->average_seconds, 10.9, 0.05);
  OfferedLoad const twice{.contacts = 120, .handling_seconds = 201};
  EXPECT_NEAR(twice.erlangs(), 13.40, 1e-9);
  auto const seventeen = answering_with(twice, 17, 20);
  ASSERT_TRUE(seventeen);
  EXPECT_NEAR(seventeen->within_share, 0.814, 0.0005);
  EXPECT_NEAR(seventeen->average_seconds, 14.8, 0.05);
}

TEST(Erlang, FindsTheFewestAgents) {
  OfferedLoad const load{.contacts = 60, .handling_seconds = 201};
  auto const agents = agents_for(load, {.share = 0.8, .seconds = 20});
  EXPECT_GE(answering_with(load, agents, 20)->within_share, 0.8);
  EXPECT_LT(answering_with(load, agents - 1, 20)->within_share, 0.8);
}

TEST(Erlang, GrowsForEverWithTooFew) {
  EXPECT_FALSE(answering_with({.contacts = 60, .handling_seconds = 201}, 6, 20));
  EXPECT_EQ(agents_for({.contacts = 0, .handling_seconds = 201}, {}), 0);
}

TEST(Erlang, KeepsItsDigitsWithManyAgents) {
  auto const service = answering_with({.contacts = 8000, .handling_seconds = 201}, 920, 20);
  ASSERT_TRUE(service);
  EXPECT_GT(service->within_share, 0.5);
  EXPECT_LT(service->within_share, 1);
}

}  // namespace
}  // namespace cityhall
