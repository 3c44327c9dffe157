#pragma once
// The account of a resident who wants to be forgotten.

#include "kernel/unit.h"

namespace cityhall {

/// Removes the accounts of residents behind that person, their sessions and links with them; live streams end with the commit. Accounts of
/// staff stay: they are work. Gives how many.
std::size_t forget_resident_accounts(Unit& unit, PartyId party);

}  // namespace cityhall
