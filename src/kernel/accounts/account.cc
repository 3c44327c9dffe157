#include "kernel/accounts/account.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/role.h"
#include "kernel/accounts/sessions_store.h"
#include "kernel/accounts/tablet.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "kernel/events/event.h"

namespace cityhall {
namespace {

constexpr std::string_view administrator = "administrator";

void sort_once(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

void check_roles(store::Reader& reader, std::vector<std::string> const& roles) {
  std::vector<FieldError> faults;
  for (auto const& role : roles)
    if (!accounts_store::role_exists(reader, role))
      faults.push_back({"roles", "unknown", _("There is no role {role}.").with("role", role)});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

void check_new(Unit& unit, NewAccount const& account, bool email_fits) {
  std::vector<FieldError> faults;
  if (!email_fits) faults.push_back({"email", "malformed", _("Enter an e-mail address, like name@example.org.")});
  if (account.kind == AccountKind::staff && trim(account.name).empty()) faults.push_back({"name", "required", _("Enter the name.")});
  if (length(account.name) > 200) faults.push_back({"name", "too_long", _("Use at most 200 characters.")});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  check_roles(unit.tx, account.roles);
  require_reach(unit, permissions_of(unit.tx, account.roles));
}

accounts_store::Row row_of(store::Reader& reader, AccountId id) {
  auto row = accounts_store::find(reader, id);
  if (!row) throw not_found(_("There is no such account."));
  return *row;
}

bool holds(Account const& account, std::string_view role) {
  return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

void require_another_administrator(store::Reader& reader, Account const& account) {
  if (account.disabled || !holds(account, administrator) || accounts_store::active_with_role(reader, administrator, account.id) > 0) return;
  throw conflict("account.last_administrator", _("This is the last administrator."), _("Give somebody else the role administrator first."));
}

}  // namespace

AccountId add_account(Unit& unit, NewAccount const& account) {
  if (accounts_store::find(unit.tx, account.email))
    throw conflict("account.email_used", _("There is an account with this e-mail address already."), _("Find it in the list of accounts."));
  Account row{.id = unit.city.ids().make<AccountId>(),
              .kind = account.kind,
              .email = account.email,
              .name = std::string{trim(without_control_characters(account.name))},
              .language = account.language,
              .party = account.party,
              .crew = account.crew,
              .roles = account.roles,
              .created = unit.now};
  sort_once(row.roles);
  accounts_store::insert(unit.tx, row);
  append(unit, "account.created", {.party_id = account.party},
         {{"account", to_text(row.id)}, {"kind", account.kind == AccountKind::staff ? "staff" : "resident"}, {"roles", row.roles}});
  return row.id;
}

AccountId create_account(Unit& unit, NewAccount const& account) {
  require(unit.actor, "admin.accounts");
  auto const email = normal_email(account.email);
  check_new(unit, account, email.has_value());
  auto checked = account;
  checked.email = *email;
  return add_account(unit, checked);
}

void disable_account(Unit& unit, AccountId id) {
  require(unit.actor, "admin.accounts");
  auto const account = row_of(unit.tx, id).account;
  if (account.disabled) return;
  require_reach_over(unit, permissions_of(unit.tx, account.roles));
  require_another_administrator(unit.tx, account);
  accounts_store::set_disabled(unit.tx, id, unit.now);
  reread_sessions(unit, sessions_store::remove_of(unit.tx, id, {}));
  end_tablets(unit, id);
  sessions_store::remove_links_of(unit.tx, id);  // else an old invitation would open the account when it is enabled again
  append(unit, "account.disabled", {.party_id = account.party}, {{"account", to_text(id)}});
}

void enable_account(Unit& unit, AccountId id) {
  require(unit.actor, "admin.accounts");
  auto const account = row_of(unit.tx, id).account;
  if (!account.disabled) return;
  accounts_store::set_disabled(unit.tx, id, {});
  append(unit, "account.enabled", {.party_id = account.party}, {{"account", to_text(id)}});
}

void set_roles(Unit& unit, AccountId id, std::vector<std::string> roles) {
  require(unit.actor, "admin.accounts");
  auto const account = row_of(unit.tx, id).account;
  sort_once(roles);
  check_roles(unit.tx, roles);
  if (roles == account.roles) return;
  require_reach(unit, permissions_of(unit.tx, roles));
  require_reach(unit, permissions_of(unit.tx, account.roles));
  if (std::find(roles.begin(), roles.end(), administrator) == roles.end()) require_another_administrator(unit.tx, account);
  accounts_store::set_roles(unit.tx, id, roles);
  reread_sessions(unit, sessions_store::mark_for_rotation(unit.tx, id));
  append(unit, "account.roles_changed", {.party_id = account.party}, {{"account", to_text(id)}, {"before", account.roles}, {"after",
      roles}});
}

void set_crew(Unit& unit, AccountId id, CrewId crew) {
  require(unit.actor, "admin.accounts");
  auto const account = row_of(unit.tx, id).account;
  if (account.crew == crew) return;
  if (crew && unit.city.directory.get()->crew(crew) == nullptr) throw invalid_fields({{"crew", "unknown", _("There is no such crew.")}});
  accounts_store::set_crew(unit.tx, id, crew);
  reread_sessions(unit, sessions_store::token_hashes_of(unit.tx, id));
  append(unit, "account.crew_changed", {.party_id = account.party, .crew_id = crew}, {{"account", to_text(id)}});
}

void rename_account(Unit& unit, AccountId id, std::string_view name, std::string_view language) {
  if (unit.actor.account != id) require(unit.actor, "admin.accounts");
  auto account = row_of(unit.tx, id).account;
  if (unit.actor.account != id) require_reach_over(unit, permissions_of(unit.tx, account.roles));
  account.name = trim(without_control_characters(name));
  if (length(account.name) > 200) throw invalid_fields({{"name", "too_long", _("Use at most 200 characters.")}});
  account.language = unit.city.settings.get()->speaks(language) ? std::string{language} : std::string{};
  accounts_store::set_name(unit.tx, account);
  reread_sessions(unit, sessions_store::token_hashes_of(unit.tx, id));
  append(unit, "account.renamed", {.party_id = account.party}, {{"account", to_text(id)}});
}

Account account(View const& view, AccountId id) {
  if (!id || view.actor.account != id) require(view.actor, "admin.accounts");
  return row_of(view.reader, id).account;
}

std::vector<Account> accounts(View const& view, AccountFilter const& filter) {
  require(view.actor, "admin.accounts");
  return accounts_store::list(view.reader, filter);
}

std::string account_name(store::Reader& reader, AccountId id) {
  auto const row = id ? accounts_store::find(reader, id) : std::nullopt;
  return row ? row->account.name : std::string{};
}

std::optional<Account> find_account(View const& view, std::string_view email) {
  auto const address = normal_email(email);
  auto const row = address ? accounts_store::find(view.reader, *address) : std::nullopt;
  if (!row) return {};
  return row->account;
}

}  // namespace cityhall
