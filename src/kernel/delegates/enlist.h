#pragma once
// Somebody becomes a delegate: account, role and delegation together.

#include "kernel/delegations/delegation.h"

namespace cityhall {

/// The same as save_delegation; a new one is for the account with `delegation.email`, which is made when there is none and gets the role.
DelegationId enlist(Unit& unit, Delegation delegation);

}  // namespace cityhall
