#include "kernel/definitions/kept_only.h"

#include <gtest/gtest.h>

namespace cityhall {
namespace {

std::string told(std::string_view json) {
  std::string pointers;
  for (auto const& note : kept_only_members(json)) (pointers += note.pointer) += ' ';
  return pointers;
}

TEST(KeptOnly, TellsMembersAndWordsThatNothingActsOn) {
  EXPECT_EQ(told(R"({
 "effective": "2027-01-01",
 "title": {"en": "Lamp"},
 "fees": [{"id": "visit"}],
 "reviews": {},
 "workflow": {"states": {"open": {"issue": "permit", "creates": ["work-order", "review"]}}},
 "notify": [{"via": "email"}, {"via": ["sms", "same-channel"]}],
 "publish": {"dataset": "lamps", "map": {"problem": "kind"}},
 "retain": "P5Y"
})"),
            "/fees /workflow/states/open/issue /workflow/states/open/creates/1 /notify/1/via/0 /publish/map ");
}

TEST(KeptOnly, SaysNothingOfOtherText) {
  EXPECT_EQ(told("{\"title\": "), "");
  EXPECT_EQ(told("[1, 2]"), "");
  EXPECT_EQ(told(R"({"fees": 5, "unknown": {"fees": 1}})"), "/fees ");
}

}  // namespace
}  // namespace cityhall
