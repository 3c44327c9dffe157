#include <gtest/gtest.h>

#include "kernel/accounts/account.h"

namespace cityhall {
namespace {

TEST(NormalEmail, TakesAddresses) {
  EXPECT_EQ(normal_email("  Pat.O'Neil+311@Example.ORG "), "pat.o'neil+311@example.org");
  EXPECT_EQ(normal_email("a@b.co"), "a@b.co");
  EXPECT_TRUE(normal_email("josé@correo.example"));
}

TEST(NormalEmail, RefusesWhatIsNone) {
  for (auto const* wrong : {"", "@", "a@", "@b.co", "a@b", "a b@c.de", "a@b..co", ".a@b.co", "a.@b.co", "a@-b.co", "a@b-.co", "a@b.co.",
      "a,b@c.de", "a@b.co\nBcc: x@y.zz",
                            "\"a\"@b.co", "<a@b.co>", "a@b.co\r", "a\t@b.co", "a@b@", "a@[127.0.0.1]", "a@b_c.de"})
    EXPECT_TRUE(!normal_email(wrong) || normal_email(wrong)->find_first_of(" \r\n\t,<>\"") == std::string::npos) << wrong;
  for (auto const* wrong : {"a@b", "a b@c.de", "a@b..co", "a@b.co\nBcc: x@y.zz", "\"a\"@b.co", "<a@b.co>", "a,b@c.de", "a@[127.0.0.1]",
      "a@b_c.de"})
    EXPECT_FALSE(normal_email(wrong)) << wrong;
  EXPECT_FALSE(normal_email(std::string(65, 'a') + "@b.co"));
  EXPECT_FALSE(normal_email("a@" + std::string(250, 'b') + ".co"));
}

}  // namespace
}  // namespace cityhall
