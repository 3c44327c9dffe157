#pragma once
// The list of modules of this program. Explicit: what is not here does not exist.

#include <span>
#include <vector>

#include "kernel/accounts/role.h"
#include "services/module.h"
#include "store/migrations.h"

namespace cityhall {

std::vector<Module> all_modules();
/// The modules' migrations and consumers together, as City wants them.
std::vector<store::Migration> migrations_of(std::span<Module const> modules);
std::vector<Consumer> consumers_of(std::span<Module const> modules);
/// Which shipped roles have which permission at first.
std::vector<PermissionDefault> permission_defaults(std::span<Module const> modules);

}  // namespace cityhall
