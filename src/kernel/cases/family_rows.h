#pragma once
// Rows of bonds between cases, for family.cc.

#include "kernel/cases/family.h"

namespace cityhall {

struct BondRow {
  std::int64_t id = 0;
  CaseId case_id{};
  CaseId main{};
  Bond bond = Bond::duplicate;
  std::int64_t came_with = 0;
  Time since{};  // not written: insert_bond has the unit's time
};
/// The bond of the member that holds now.
std::optional<BondRow> bond_of(View const& view, CaseId member);
/// Bonds that hold now and came with another one.
std::vector<BondRow> company_of(View const& view, std::int64_t bond);
/// Gives its id.
std::int64_t insert_bond(Unit& unit, BondRow const& row);
void end_bond(Unit& unit, std::int64_t id);

}  // namespace cityhall
