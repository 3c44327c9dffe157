#include "kernel/definitions/schema.h"

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/json.h"
#include "kernel/definitions/format.h"

namespace cityhall {
namespace {

std::filesystem::path const file = std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/city-service.schema.json";

TEST(Schema, TheFileIsWhatTheTablesSay) {
  auto const made = service_schema().dump(1) + "\n";
  if (std::getenv("CITYHALL_REBASELINE") != nullptr) write_file_durably(file, made);
  EXPECT_EQ(read_file(file), made) << "the tables of the format have changed; run this test once with CITYHALL_REBASELINE=1";
}

TEST(Schema, EveryMemberOfTheFormatIsThereWithAnExplanationAndNoOther) {
  auto const schema = *parse_json(read_file(file));
  for (auto const* form : all_forms()) {
    std::string name{form->name};
    std::replace(name.begin(), name.end(), ' ', '-');
    auto const& object = form == &service_form() ? schema : schema.at("$defs").at(name);
    EXPECT_EQ(object.at("additionalProperties"), false) << name;
    EXPECT_EQ(object.at("properties").size(), form->members.size()) << name;
    for (auto const& member : form->members) {
      ASSERT_TRUE(object.at("properties").contains(member.name)) << name << ' ' << member.name;
      EXPECT_FALSE(member.about.empty()) << name << ' ' << member.name;
    }
  }
}

}  // namespace
}  // namespace cityhall
