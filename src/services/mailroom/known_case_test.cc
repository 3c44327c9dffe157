#include "services/mailroom/known_case.h"

#include <gtest/gtest.h>

namespace cityhall {
namespace {

TEST(SameSender, IsTheAddressOrTheBodysOwnDomain) {
  EXPECT_TRUE(same_sender("roads@county.example", "roads@county.example"));
  EXPECT_TRUE(same_sender("Roads@County.example", "lee.park@county.EXAMPLE"));
  EXPECT_FALSE(same_sender("roads@county.example", "roads@c0unty.example"));
  EXPECT_FALSE(same_sender("roads@county.example", "roads@evil.county.example"));
  EXPECT_FALSE(same_sender("", ""));
}

TEST(SameSender, TrustsNoDomainWhereEverybodyGetsAnAddress) {
  EXPECT_TRUE(same_sender("smalltownroads@gmail.com", "smalltownroads@gmail.com"));
  EXPECT_FALSE(same_sender("smalltownroads@gmail.com", "somebody@gmail.com"));
}

}  // namespace
}  // namespace cityhall
