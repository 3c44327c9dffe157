#pragma once
// The rows of accounts, roles and permissions.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/accounts/account.h"
#include "kernel/accounts/role.h"
#include "store/transaction.h"

namespace cityhall::accounts_store {

/// An account with what only the ways in may see.
struct Row {
  Account account;
  std::string password_hash;
  std::string totp_secret;   // sealed
  std::string totp_pending;  // sealed
  std::int64_t totp_last_step = 0;
};

std::optional<Row> find(store::Reader& reader, AccountId id);
std::optional<Row> find(store::Reader& reader, std::string_view email);
std::vector<Account> list(store::Reader& reader, AccountFilter const& filter);
void insert(store::Transaction& tx, Account const& account);
void set_disabled(store::Transaction& tx, AccountId id, std::optional<Time> at);
void set_name(store::Transaction& tx, Account const& account);
void set_crew(store::Transaction& tx, AccountId id, CrewId crew);
void set_roles(store::Transaction& tx, AccountId id, std::vector<std::string> const& roles);
void set_password(store::Transaction& tx, AccountId id, std::string_view hash);
void set_totp(store::Transaction& tx, AccountId id, std::string_view secret, std::string_view pending);
/// False when a code of this or a later step was used before.
bool use_totp_step(store::Transaction& tx, AccountId id, std::int64_t step);
void set_signed_in(store::Transaction& tx, AccountId id, Time at);
/// Accounts that can sign in and have the role, without `except`.
std::int64_t active_with_role(store::Reader& reader, std::string_view role, AccountId except);
std::int64_t with_role(store::Reader& reader, std::string_view role);

std::vector<Role> roles(store::Reader& reader);
bool role_exists(store::Reader& reader, std::string_view name);
std::vector<std::string> permissions_of(store::Reader& reader, std::string_view role);
std::vector<std::string> known_permissions(store::Reader& reader);
/// False when it was known.
bool learn_permission(store::Transaction& tx, std::string_view permission);
/// False when it existed.
bool insert_role(store::Transaction& tx, std::string_view name, bool shipped);
void grant(store::Transaction& tx, std::string_view role, std::string_view permission);
void replace_permissions(store::Transaction& tx, Role const& role);
void remove_role(store::Transaction& tx, std::string_view name);

std::int64_t access_revision(store::Reader& reader);
std::int64_t raise_access_revision(store::Transaction& tx);

}  // namespace cityhall::accounts_store
