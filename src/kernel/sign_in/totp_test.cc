#include "kernel/sign_in/totp.h"

#include <gtest/gtest.h>

namespace cityhall {
namespace {

constexpr std::string_view secret = "12345678901234567890";

// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
TEST(Totp, AgreesWithTheVectorsOfTheStandard) {
  for (auto const& [seconds, code] : {std::pair{59LL, "287082"}, {1111111109LL, "081804"}, {1111111111LL, "050471"}, {1234567890LL,
      "005924"},
                                      {2000000000LL, "279037"}, {20000000000LL, "353130"}})
    EXPECT_EQ(totp_code(secret, totp_step(from_micros(seconds * 1'000'000))), code);
}

TEST(Totp, AllowsOneStepOfClockError) {
  auto const at = [](long long seconds) { return from_micros(seconds * 1'000'000); };
  EXPECT_TRUE(totp_match(secret, "287082", at(59)));
  EXPECT_TRUE(totp_match(secret, "287082", at(89)));
  EXPECT_TRUE(totp_match(secret, "287082", at(29)));
  EXPECT_FALSE(totp_match(secret, "287082", at(119)));
  EXPECT_FALSE(totp_match(secret, "28708", at(59)));
  EXPECT_FALSE(totp_match(secret, "", at(59)));
}

// RFC 4648, section 10.
TEST(Base32, AgreesWithTheVectorsOfTheStandard) {
  for (auto const& [plain, text] : {std::pair{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"}, {"fooba",
      "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}})
    EXPECT_EQ(base32(plain), text);
}

}  // namespace
}  // namespace cityhall
