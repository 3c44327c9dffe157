#include "kernel/delegates/enlist.h"

#include <algorithm>

#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/city.h"
#include "kernel/sign_in/sign_in.h"

namespace cityhall {
namespace {

constexpr std::string_view delegate_role = "delegate";

std::optional<std::string> checked_email(View const& view, std::string_view written, std::vector<FieldError>& faults) {
  auto const email = normal_email(written);
  auto const known = email ? find_account(view, *email) : std::nullopt;
  if (!email) faults.push_back({"email", "malformed", _("Enter an e-mail address, like name@example.org.")});
  if (known && known->kind == AccountKind::staff)
    faults.push_back({"email", "is_staff", _("This person works for the city and reports at the desk. Use another address.")});
  return email;
}

/// The person signs in by mailed code, as residents do, and has the role besides.
AccountId delegate_account(Unit& unit, std::string const& email) {
  auto const known = find_account(view_of(unit), email);
  auto const id = known ? known->id : resident_account(unit, email, unit.city.settings.get()->default_language());
  auto roles = known ? known->roles : std::vector<std::string>{};
  if (std::find(roles.begin(), roles.end(), delegate_role) != roles.end()) return id;
  roles.emplace_back(delegate_role);
  set_roles(unit, id, roles);
  return id;
}

}  // namespace

DelegationId enlist(Unit& unit, Delegation delegation) {
  require(unit.actor, "delegates.manage");
  if (delegation.revision != 0) {
    delegation.account = delegation_by_id(view_of(unit), delegation.id).account;
  } else {
    auto faults = delegation_faults(unit.city, delegation);
    auto const email = checked_email(view_of(unit), delegation.email, faults);
    if (!faults.empty()) throw invalid_fields(std::move(faults));
    delegation.account = delegate_account(unit, *email);
  }
  auto const id = save_delegation(unit, delegation);
  auto const account = find_account(view_of(unit), delegation_by_id(view_of(unit), id).email);
  if (!delegation.name.empty() && account->name != delegation.name) rename_account(unit, account->id, delegation.name, account->language);
  return id;
}

}  // namespace cityhall
