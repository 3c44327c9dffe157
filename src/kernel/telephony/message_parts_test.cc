#include <gtest/gtest.h>

#include "kernel/telephony/texts.h"

namespace cityhall {
namespace {

TEST(MessageParts, AreCountedAsTheNetworkCharges) {
  EXPECT_EQ(message_parts(std::string(160, 'a')), 1U);
  EXPECT_EQ(message_parts(std::string(161, 'a')), 2U);
  EXPECT_EQ(message_parts(std::string(306, 'a')), 2U);
  EXPECT_EQ(message_parts(std::string(307, 'a')), 3U);
  EXPECT_EQ(message_parts(std::string(80, '[')), 1U) << "a bracket takes two places";
  EXPECT_EQ(message_parts(std::string(81, '[')), 2U);
  EXPECT_EQ(message_parts("¿Qué es?"), 1U);
  std::string accents;
  for (int i = 0; i < 71; ++i) accents += "ó";
  EXPECT_EQ(message_parts(accents), 2U) << "ó is not in the GSM alphabet: 70 letters in one message";
  EXPECT_EQ(message_parts(""), 1U);
}

}  // namespace
}  // namespace cityhall
