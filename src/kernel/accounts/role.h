#pragma once
// Roles: named sets of permissions. A new city has seven; an administrator may change them and add more.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

/// Which roles of a new city have a permission; made from the modules' declarations.
struct PermissionDefault {
  std::string_view permission;
  std::vector<std::string_view> roles;
};

struct Role {
  std::string name;                      // "dispatcher": also the word in definitions
  std::vector<std::string> permissions;  // sorted
  bool shipped = false;                  // one of the seven; may be changed, not removed
};

/// Makes the shipped roles and gives each permission that this city has never seen to its default roles. A permission that an administrator
/// took away stays away. Safe to run at every start; writes nothing when nothing is new.
void seed_roles(Unit& unit, std::span<PermissionDefault const> defaults);

std::vector<Role> roles(View const& view);
/// Every permission that a module of this program declared, sorted.
std::vector<std::string> known_permissions(View const& view);
/// Makes or replaces a role. Needs `admin.roles`. Refuses unknown permissions ("did you mean …"), wrong names, and an administrator role
/// without `admin.roles` (nobody could repair it). Signed-in people have the new permissions with their next request.
void save_role(Unit& unit, Role const& role);
/// Refuses shipped roles and roles that accounts still have. Needs `admin.roles`.
void remove_role(Unit& unit, std::string_view name);
/// Nobody gives away, or takes hold of, what administrators may and he himself may not: who only looks after accounts, keys or roles does
/// not become an administrator by it. Throws Refusal forbidden "role.more_than_own".
void require_reach(Unit& unit, std::vector<std::string> const& permissions);
/// The union of the roles' permissions, sorted.
std::vector<std::string> permissions_of(store::Reader& reader, std::vector<std::string> const& role_names);

}  // namespace cityhall
