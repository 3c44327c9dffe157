#pragma once
// Accounts, roles and permissions in the JSON API.

#include "kernel/accounts/account.h"
#include "kernel/accounts/role.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Account> const& answer_record(Account const*);
web::Record<Role> const& answer_record(Role const*);
}  // namespace cityhall

namespace cityhall::api {

struct AccountQuery {
  std::string kind{};
  std::string role{};
  CrewId crew{};
  std::string text{};
  std::string cursor{};
  int limit = 50;
};
struct AccountBody {
  std::string email{};
  std::string name{};
  std::string language{};
  CrewId crew{};
  std::vector<std::string> roles{};
};
struct NameBody {
  std::string name{};
  std::string language{};
};
struct RolesBody {
  std::vector<std::string> roles{};
};
struct CrewBody {
  CrewId crew{};
};
struct PermissionsBody {
  std::vector<std::string> permissions{};
};
struct PermissionAnswer {
  std::string name{};
  std::string title{};
  std::vector<std::string> roles{};
};

/// The members of each.
web::Record<AccountQuery> const& body_record(AccountQuery const*);
web::Record<AccountBody> const& body_record(AccountBody const*);
web::Record<NameBody> const& body_record(NameBody const*);
web::Record<RolesBody> const& body_record(RolesBody const*);
web::Record<CrewBody> const& body_record(CrewBody const*);
web::Record<PermissionsBody> const& body_record(PermissionsBody const*);
web::Record<PermissionAnswer> const& answer_record(PermissionAnswer const*);

/// Accounts, roles and permissions.
std::vector<Route> people_routes();

}  // namespace cityhall::api
