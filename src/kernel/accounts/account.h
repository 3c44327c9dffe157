#pragma once
// Accounts: who can sign in. An account says how somebody proves who they are; the person is the party.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

enum class AccountKind { resident, staff };

struct Account {
  AccountId id{};
  AccountKind kind = AccountKind::resident;
  std::string email;     // lower case; one account for each address
  std::string name;
  std::string language;  // BCP 47; empty: the city's default
  PartyId party{};
  CrewId crew{};         // zero: in none
  std::vector<std::string> roles;  // sorted
  bool has_password = false;
  bool has_second_factor = false;
  Time created{};
  std::optional<Time> disabled;
  std::optional<Time> last_sign_in;
};

struct NewAccount {
  AccountKind kind = AccountKind::staff;
  std::string email;
  std::string name;
  std::string language;
  PartyId party{};
  CrewId crew{};
  std::vector<std::string> roles;
};

/// Needs `admin.accounts` for staff. Refuses a wrong e-mail address, a used one (conflict), and unknown roles.
/// Appends `account.created`.
AccountId create_account(Unit& unit, NewAccount const& account);
/// The same without asking who does it: for sign_in/ and the first administrator. `email` is a normal_email().
AccountId add_account(Unit& unit, NewAccount const& account);

/// Sessions die with the commit, live streams end. Refuses the last active administrator. Appends `account.disabled`.
void disable_account(Unit& unit, AccountId id);
void enable_account(Unit& unit, AccountId id);
/// Takes effect with the next request of every session; the sessions get a new token.
/// Refuses unknown roles and a city without administrator. Appends `account.roles_changed`.
void set_roles(Unit& unit, AccountId id, std::vector<std::string> roles);
/// Puts somebody into a crew, or (zero) takes them out of it. Appends `account.crew_changed`.
void set_crew(Unit& unit, AccountId id, CrewId crew);
/// For what people may change about themselves, and administrators about others.
void rename_account(Unit& unit, AccountId id, std::string_view name, std::string_view language);

struct AccountFilter {
  std::optional<AccountKind> kind;
  std::string role;         // empty: all
  CrewId crew{};            // zero: all
  std::string words;        // in name or e-mail, folded
  AccountId after{};        // for the next page: the last id of this one
  std::size_t most = 100;
};

/// Needs `admin.accounts`, except for one's own account; not_found otherwise.
Account account(View const& view, AccountId id);
std::vector<Account> accounts(View const& view, AccountFilter const& filter);
/// For the kernel and the command line; checks no permission.
std::optional<Account> find_account(View const& view, std::string_view email);

/// The name for those who read what somebody did; empty when there is no such account. Checks no permission.
std::string account_name(store::Reader& reader, AccountId id);

/// Trimmed and in lower case; at most 254 bytes, a dot in the domain, nothing that a mail header could mistake. Nothing when it is no
/// address.
std::optional<std::string> normal_email(std::string_view text);

}  // namespace cityhall
