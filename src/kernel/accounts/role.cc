#include "kernel/accounts/role.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/events/event.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 7> shipped{"resident", "delegate", "agent", "dispatcher", "crew", "manager", "administrator"};

bool is_shipped(std::string_view name) { return std::find(shipped.begin(), shipped.end(), name) != shipped.end(); }

void check_name(std::string_view name) {
  auto const fits = [](char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-'; };
  if (!name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), fits)) return;
  throw invalid_fields({{"name", "malformed", _("A role's name has small letters, digits and hyphens only, at most 40.")}});
}

void check_permissions(store::Reader& reader, Role const& role) {
  auto const known = accounts_store::known_permissions(reader);
  std::vector<FieldError> faults;
  for (auto const& permission : role.permissions) {
    if (std::binary_search(known.begin(), known.end(), permission)) continue;
    auto const meant = did_you_mean(permission, known);
    faults.push_back({"permissions", "unknown",
                      meant.empty() ? _("There is no permission {permission}.").with("permission", permission)
                                    : _("There is no permission {permission}. Did you mean {meant}?")
                                          .with("permission", permission)
                                          .with("meant", meant)});
  }
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

/// The first of these that administrators have and the actor has not; empty when all are within reach.
std::string beyond_reach(Unit& unit, std::vector<std::string> const& permissions) {
  auto const administrators = permissions_of(unit.tx, {"administrator"});
  for (auto const& permission : permissions)
    if (!unit.actor.may(permission) && std::binary_search(administrators.begin(), administrators.end(), permission)) return permission;
  return {};
}

/// Both sorted.
std::vector<std::string> without(std::vector<std::string> const& all, std::vector<std::string> const& some) {
  std::vector<std::string> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
  return rest;
}

}  // namespace

void seed_roles(Unit& unit, std::span<PermissionDefault const> defaults) {
  bool changed = false;
  for (auto const name : shipped) changed |= accounts_store::insert_role(unit.tx, name, true);
  for (auto const& [permission, role_names] : defaults) {
    if (!accounts_store::learn_permission(unit.tx, permission)) continue;
    changed = true;
    for (auto const role : role_names)
      if (accounts_store::role_exists(unit.tx, role)) accounts_store::grant(unit.tx, role, permission);
  }
  if (changed) refresh_access(unit);
}

std::vector<Role> roles(View const& view) { return accounts_store::roles(view.reader); }
std::vector<std::string> known_permissions(View const& view) { return accounts_store::known_permissions(view.reader); }

void require_reach(Unit& unit, std::vector<std::string> const& permissions) {
  if (auto const permission = beyond_reach(unit, permissions); !permission.empty())
    throw forbidden("role.more_than_own",
                    _("This would give the permission {permission}, which you do not have yourself.").with("permission", permission),
                    _("Ask somebody who has it."));
}

void require_reach_over(Unit& unit, std::vector<std::string> const& permissions) {
  if (auto const permission = beyond_reach(unit, permissions); !permission.empty())
    throw forbidden("role.more_than_own",
                    _("This concerns the permission {permission}, which you do not have yourself.").with("permission", permission),
                    _("Ask somebody who has it."));
}

void save_role(Unit& unit, Role const& role) {
  require(unit.actor, "admin.roles");
  check_name(role.name);
  check_permissions(unit.tx, role);
  auto const before = permissions_of(unit.tx, {role.name});
  auto after = role.permissions;
  std::sort(after.begin(), after.end());
  require_reach(unit, without(after, before));
  require_reach_over(unit, without(before, after));
  auto const repairs = std::find(role.permissions.begin(), role.permissions.end(), "admin.roles") != role.permissions.end();
  if (role.name == "administrator" && !repairs)
    throw conflict("role.administrator_needed",
        _("The administrator keeps the permission admin.roles: without it nobody could change roles again."));
  accounts_store::insert_role(unit.tx, role.name, is_shipped(role.name));
  accounts_store::replace_permissions(unit.tx, role);
  append(unit, "role.saved", {}, {{"role", role.name}, {"permissions", role.permissions}});
  refresh_access(unit);
}

void remove_role(Unit& unit, std::string_view name) {
  require(unit.actor, "admin.roles");
  if (!accounts_store::role_exists(unit.tx, name)) throw not_found(_("There is no such role."));
  if (is_shipped(name)) throw conflict("role.shipped", _("This role comes with the program and cannot be removed."),
      _("Take its permissions away instead."));
  auto const holders = accounts_store::with_role(unit.tx, name);
  if (holders > 0)
    throw conflict("role.in_use", _n("{count} account still has this role.", "{count} accounts still have this role.",
        static_cast<long>(holders)),
                   _("Give them another role first."));
  require_reach_over(unit, permissions_of(unit.tx, {std::string{name}}));
  accounts_store::remove_role(unit.tx, name);
  append(unit, "role.removed", {}, {{"role", name}});
  refresh_access(unit);
}

std::vector<std::string> permissions_of(store::Reader& reader, std::vector<std::string> const& role_names) {
  std::vector<std::string> all;
  for (auto const& role : role_names) {
    auto const permissions = accounts_store::permissions_of(reader, role);
    all.insert(all.end(), permissions.begin(), permissions.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace cityhall
