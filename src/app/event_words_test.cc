#include <gtest/gtest.h>

#include "app/modules.h"
#include "services/page/event_words.h"

namespace cityhall {
namespace {

TEST(AuditTrail, SaysEveryEventInWords) {
  for (auto const& module : all_modules())
    for (auto const type : module.publishes) EXPECT_TRUE(has_event_words(type)) << type << " of " << module.name;
}

}  // namespace
}  // namespace cityhall
