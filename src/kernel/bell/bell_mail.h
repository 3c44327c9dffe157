#pragma once
// The mails of the bell. Internal to this folder.

#include "kernel/accounts/account.h"
#include "kernel/bell/bell.h"

namespace cityhall {

struct Case;

/// Adds the line; false when this key rang before. `mailed`: no daily mail takes it up.
bool add_bell(Unit& unit, AccountId account, Ring const& what, bool mailed);

}  // namespace cityhall
