#include "services/address_table.h"

#include <gmock/gmock.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

AddressTable read(std::string_view csv) { return read_address_table(standards::csv_text(csv)); }

std::string code_of(std::string_view csv) {
  try {
    read(csv);
  } catch (Refusal const& refusal) {
    return refusal.code;
  }
  return {};
}

TEST(AddressTable, ReadsColumnsInAnyOrder) {
  auto const addresses = read("longitude,latitude,street,number\r\n-86.1,40.05,Main St,12\n").addresses;
  ASSERT_EQ(addresses.size(), 1U);
  EXPECT_EQ(addresses[0].line(), "12 Main St");
  EXPECT_EQ(addresses[0].point, (Point{40.05, -86.1}));
}

TEST(AddressTable, NamesFaultyLines) {
  auto const table = read("number,street,latitude,longitude\n12,Main St,40.05,-86.1\n13,,40,-86\n14,Main St,95,-86\n");
  EXPECT_EQ(table.addresses.size(), 1U);
  ASSERT_EQ(table.faults.size(), 2U);
  EXPECT_EQ(table.faults[0].line, 3U);
  EXPECT_EQ(table.faults[0].reason, "street is empty");
  EXPECT_EQ(table.faults[1].line, 4U);
}

TEST(AddressTable, WantsItsColumns) {
  EXPECT_EQ(code_of("number,street\n1,Main St\n"), "import.columns");
  EXPECT_EQ(code_of(""), "import.empty");
}

}  // namespace
}  // namespace cityhall
