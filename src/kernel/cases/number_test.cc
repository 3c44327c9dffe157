#include "kernel/cases/number.h"

#include <gmock/gmock.h>

#include "kernel/testing.h"

namespace cityhall {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST(NumbersMeant, FindsThePatternBehindDigits) {
  TestCity city;
  auto const definitions = city.city().definitions.get();
  for (auto const* typed : {"27000123", "27 123", "27-123", "sr-27-000123", " SR-27-000123 "})
    EXPECT_THAT(numbers_meant(*definitions, typed), Contains("SR-27-000123")) << typed;
}

TEST(NumbersMeant, KeepsWhatWasTypedAndGuessesNothingFromTooLittle) {
  TestCity city;
  auto const definitions = city.city().definitions.get();
  EXPECT_THAT(numbers_meant(*definitions, " 27 "), ElementsAre("27"));
  EXPECT_THAT(numbers_meant(*definitions, "1234567890123"), ElementsAre("1234567890123"));
  EXPECT_THAT(numbers_meant(DefinitionSet{}, "27000123"), ElementsAre("27000123"));
}

}  // namespace
}  // namespace cityhall
