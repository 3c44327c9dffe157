#include "services/admin/address_file.h"

#include <gmock/gmock.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

std::string fault_of(std::string_view csv) {
  try {
    read_address_file(csv);
  } catch (Refusal const& refusal) {
    return refusal.code + ": " + in_english(refusal.message);
  }
  return {};
}

TEST(AddressFile, ReadsColumnsInAnyOrder) {
  auto const addresses = read_address_file("longitude,latitude,street,number\r\n-86.1,40.05,Main St,12\n");
  ASSERT_EQ(addresses.size(), 1U);
  EXPECT_EQ(addresses[0].line(), "12 Main St");
  EXPECT_EQ(addresses[0].point, (Point{40.05, -86.1}));
}

TEST(AddressFile, NamesFaultyLines) {
  EXPECT_EQ(fault_of("number,street,latitude,longitude\n12,Main St,40.05,-86.1\n13,,40,-86\n14,Main St,95,-86\n"),
            "addresses.faulty: These lines cannot be read: 3: the street is missing; 4: latitude and longitude must be degrees.");
}

TEST(AddressFile, WantsItsColumns) {
  EXPECT_EQ(fault_of("number,street\n1,Main St\n"), "addresses.header: The columns number, street, latitude and longitude must be there.");
  EXPECT_EQ(fault_of(""), "addresses.empty: The file is empty.");
}

}  // namespace
}  // namespace cityhall
