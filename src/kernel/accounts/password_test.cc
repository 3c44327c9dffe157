#include "kernel/accounts/password.h"

#include <array>

#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

std::array<std::string, 3> const names{"Fairhaven Falls", "Ana Ruiz", "dispatch.desk"};

bool good(std::string_view password, std::size_t least = 15) { return !password_fault(password, least, names); }

TEST(Password, TakesLongOnesOfAnyKind) {
  for (auto const* fine : {"purple lantern walks uphill", "kx9#mQ2vLp0zR!w", "ñandú tímido bajo lluvia", "weather cactus 71 piano",
      "mi perro come zanahorias"})
    EXPECT_TRUE(good(fine)) << fine;
}

TEST(Password, RefusesShortCommonAndPatternedOnes) {
  for (auto const* weak : {"short", "fourteen chars", "123456789012345", "aaaaaaaaaaaaaaaaaaa", "abcabcabcabcabcabc", "abcdefghijklmnopqr",
      "987654321098765432",
                           "passwordpassword", "P@ssw0rd12345678", "Password!Password1", "qwertyuiop123456",
                               "correct horse battery staple", "iloveyou20272027!",
                           "fairhaven2027!!!!", "FairhavenFalls#2027", "Welcome.Fairhaven1", "anaruizanaruiz2027", "dispatchdesk1234567"})
    EXPECT_FALSE(good(weak)) << weak;
}

TEST(Password, CountsCharactersNotBytes) {
  EXPECT_FALSE(good("ñandúñandúñ")) << "11 characters, 15 bytes";
  EXPECT_TRUE(good("kx9#mQ2v", 8)) << "8 are enough with a second factor";
  EXPECT_FALSE(good(std::string(1025, 'x') + "yz")) << "nobody makes us hash a book";
  EXPECT_FALSE(good("\xff\xfe kx9#mQ2vLp0zR!w"));
}

TEST(PasswordThreads, HashAndVerify) {
  PasswordThreads threads{2};
  auto const hash = threads.hash("purple lantern walks uphill");
  EXPECT_TRUE(threads.verify(hash, "purple lantern walks uphill"));
  EXPECT_FALSE(threads.verify(hash, "purple lantern walks downhill"));
}

TEST(PasswordThreads, RefusesWhenTheQueueIsFull) {
  PasswordThreads threads{1, 0};
  EXPECT_THROW(threads.hash("purple lantern walks uphill"), Refusal);
}

}  // namespace
}  // namespace cityhall
