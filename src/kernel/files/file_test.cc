#include "kernel/files/file.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

TEST(File, IsSeenByThoseWhoMay) {
  TestCity test;
  PreparedPhoto photo;
  for (auto& rendition : photo.renditions) rendition = {.hash = std::string(64, 'a'), .width = 10, .height = 10, .bytes = 100};
  Actor const pat{.kind = ActorKind::resident, .account = AccountId{5}};
  Actor const other{.kind = ActorKind::resident, .account = AccountId{6}};
  auto const id = test.run(pat, [&](Unit& unit) { return register_file(unit, photo, {.purpose = "report"}); });
  auto const sees = [&](Actor const& actor, std::string_view signature = {}) {
    return test.view(actor, [&](View const& view) {
      try {
        return file_for(view, id, PhotoSize::medium, signature).bytes == 100;
      } catch (Refusal const& refusal) {
        EXPECT_EQ(refusal.kind, RefusalKind::not_found);
        return false;
      }
    });
  };
  EXPECT_TRUE(sees(pat));
  EXPECT_TRUE(sees(test.dispatcher()));
  EXPECT_FALSE(sees(other));
  EXPECT_FALSE(sees({}));
  auto const signed_path = signed_file_path(test.city(), id, PhotoSize::medium);
  EXPECT_TRUE(sees({}, signed_path.substr(signed_path.find("?s=") + 3)));
  auto const of_large = signed_file_path(test.city(), id, PhotoSize::large);
  EXPECT_FALSE(sees({}, of_large.substr(of_large.find("?s=") + 3))) << "a signature is for one size";
  test.run(system_actor("test"), [&](Unit& unit) { set_visibility(unit, id, Visibility::everyone); });
  EXPECT_TRUE(sees({}));
  EXPECT_THROW(test.run(pat, [&](Unit& unit) { set_visibility(unit, id, Visibility::staff); }), Refusal);
}

TEST(File, WithoutWorkshopPhotosAreUnavailable) {
  TestCity test;
  try {
    store_photo(test.city(), "x");
    FAIL();
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.kind, RefusalKind::unavailable);
  }
}

}  // namespace
}  // namespace cityhall
