#include "services/api/people.h"

#include <algorithm>

#include "base/refusal.h"
#include "kernel/directory/directory.h"

namespace cityhall {

using namespace web;

Record<Account> const& answer_record(Account const*) {
  static Record<Account> const record{
      "Account",
      {member("id", &Account::id),
       told<Account>("kind",
                     [](Account const& account) -> std::string { return account.kind == AccountKind::staff ? "staff" : "resident"; })
           .one_of({"staff", "resident"}),
       member("email", &Account::email), member("name", &Account::name), member("language", &Account::language),
       member("party", &Account::party), member("crew", &Account::crew), member("roles", &Account::roles),
       member("has_second_factor", &Account::has_second_factor), member("created", &Account::created),
       member("disabled", &Account::disabled), member("last_sign_in", &Account::last_sign_in)}};
  return record;
}

Record<Role> const& answer_record(Role const*) {
  static Record<Role> const record{
      "Role",
      {member("name", &Role::name).says("Also the word in service files."), member("permissions", &Role::permissions),
       member("shipped", &Role::shipped).says("One that every city has; it stays.")}};
  return record;
}

namespace api {
namespace {

AccountId asked_id(Call const& call) { return AccountId{parse_id(call.path_value("account"))}; }

template <class Verb>
Account change_account(Call& call, Verb&& verb) {
  auto const before = account(call.view(), asked_id(call));
  auto unit = call.unit();
  verb(unit, before);
  return account(call.view(), before.id);
}

ListPage<Account> list_accounts(Call& call, AccountQuery const& query) {
  AccountFilter filter{.role = query.role,
                       .crew = query.crew,
                       .words = query.text,
                       .after = AccountId{id_of_cursor(query.cursor)},
                       .most = static_cast<std::size_t>(query.limit)};
  if (!query.kind.empty()) filter.kind = query.kind == "staff" ? AccountKind::staff : AccountKind::resident;
  ListPage<Account> page{.items = accounts(call.view(), filter)};
  if (page.items.size() == filter.most) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}

Account show_account(Call& call) { return account(call.view(), asked_id(call)); }

void check_crew(Call const& call, CrewId crew) {
  if (crew && call.city.directory.get()->crew(crew) == nullptr) throw invalid_fields({{"crew", "unknown", _("There is no such crew.")}});
}

Created<Account> create_member_of_staff(Call& call, AccountBody const& body) {
  check_crew(call, body.crew);
  auto unit = call.unit();
  auto const id = create_account(unit, {.kind = AccountKind::staff,
                                        .email = body.email,
                                        .name = body.name,
                                        .language = body.language,
                                        .crew = body.crew,
                                        .roles = body.roles});
  return {account(call.view(), id), "/api/v1/accounts/" + to_text(id)};
}

Account create_disabling(Call& call) {
  return change_account(call, [](Unit& unit, Account const& before) { disable_account(unit, before.id); });
}
Account create_enabling(Call& call) {
  return change_account(call, [](Unit& unit, Account const& before) { enable_account(unit, before.id); });
}
Account change_name(Call& call, NameBody const& body) {
  return change_account(call, [&](Unit& unit, Account const& before) { rename_account(unit, before.id, body.name, body.language); });
}
Account change_roles(Call& call, RolesBody const& body) {
  return change_account(call, [&](Unit& unit, Account const& before) { set_roles(unit, before.id, body.roles); });
}
Account change_account_crew(Call& call, CrewBody const& body) {
  check_crew(call, body.crew);
  return change_account(call, [&](Unit& unit, Account const& before) { set_crew(unit, before.id, body.crew); });
}

Role asked_role(Call const& call) {
  for (auto& role : roles(call.view()))
    if (role.name == call.path_value("role")) return std::move(role);
  throw not_found(_("There is no such role."));
}

ListPage<Role> list_roles(Call& call) { return {.items = roles(call.view())}; }
Role show_role(Call& call) { return asked_role(call); }
Role put_role(Call& call, PermissionsBody const& body) {
  auto unit = call.unit();
  save_role(unit, {.name = std::string{call.path_value("role")}, .permissions = body.permissions});
  return asked_role(call);
}
void delete_role(Call& call) {
  auto unit = call.unit();
  remove_role(unit, call.path_value("role"));
}

ListPage<PermissionAnswer> list_permissions(Call& call) {
  ListPage<PermissionAnswer> page;
  auto const all = roles(call.view());
  for (auto const& declared : call.around.permissions) {
    PermissionAnswer answer{.name = std::string{declared.name}, .title = call.text(declared.title)};
    for (auto const& role : all)
      if (std::binary_search(role.permissions.begin(), role.permissions.end(), answer.name)) answer.roles.push_back(role.name);
    page.items.push_back(std::move(answer));
  }
  return page;
}

}  // namespace

Record<AccountQuery> const& body_record(AccountQuery const*) {
  static Record<AccountQuery> const record{
      "",
      {member("kind", &AccountQuery::kind).one_of({"staff", "resident"}), member("role", &AccountQuery::role).most(40),
       member("crew", &AccountQuery::crew), member("text", &AccountQuery::text).most(200).says("Words of name or e-mail address."),
       cursor_member<AccountQuery>(), limit_member<AccountQuery>()}};
  return record;
}
Record<AccountBody> const& body_record(AccountBody const*) {
  static Record<AccountBody> const record{
      "NewAccount",
      {member("email", &AccountBody::email).required().most(254), member("name", &AccountBody::name).required().least(1).most(200),
       member("language", &AccountBody::language).most(20), member("crew", &AccountBody::crew),
       member("roles", &AccountBody::roles).most(50)}};
  return record;
}
Record<NameBody> const& body_record(NameBody const*) {
  static Record<NameBody> const record{
      "AccountName", {member("name", &NameBody::name).required().least(1).most(200), member("language", &NameBody::language).most(20)}};
  return record;
}
Record<RolesBody> const& body_record(RolesBody const*) {
  static Record<RolesBody> const record{"AccountRoles", {member("roles", &RolesBody::roles).required().most(50)}};
  return record;
}
Record<CrewBody> const& body_record(CrewBody const*) {
  static Record<CrewBody> const record{"AccountCrew", {member("crew", &CrewBody::crew).required().says("Null: in none.")}};
  return record;
}
Record<PermissionsBody> const& body_record(PermissionsBody const*) {
  static Record<PermissionsBody> const record{"RolePermissions",
                                              {member("permissions", &PermissionsBody::permissions).required().most(500)}};
  return record;
}
Record<PermissionAnswer> const& answer_record(PermissionAnswer const*) {
  static Record<PermissionAnswer> const record{
      "Permission",
      {member("name", &PermissionAnswer::name).says("Also the scope of a key."), member("title", &PermissionAnswer::title),
       member("roles", &PermissionAnswer::roles).says("Those that have it.")}};
  return record;
}

std::vector<Route> people_routes() {
  using enum Method;
  constexpr std::string_view group = "Accounts";
  return {endpoint<list_accounts>(GET, "/api/v1/accounts", "admin.accounts", {group, _("The people who may sign in")}),
          endpoint<create_member_of_staff>(POST, "/api/v1/accounts", "admin.accounts", {group, _("Add a member of staff")}),
          endpoint<show_account>(GET, "/api/v1/accounts/{account}", "admin.accounts", {group, _("One person")}),
          endpoint<change_name>(PUT, "/api/v1/accounts/{account}/name", "admin.accounts", {group, _("Change a person's name")}),
          endpoint<change_roles>(PUT, "/api/v1/accounts/{account}/roles", "admin.accounts", {group, _("Change a person's roles")}),
          endpoint<change_account_crew>(PUT, "/api/v1/accounts/{account}/crew", "admin.accounts", {group, _("Put a person into a crew")}),
          endpoint<create_disabling>(POST, "/api/v1/accounts/{account}/disabling", "admin.accounts", {group, _("Disable an account")}),
          endpoint<create_enabling>(POST, "/api/v1/accounts/{account}/enabling", "admin.accounts", {group, _("Enable an account")}),
          endpoint<list_roles>(GET, "/api/v1/roles", "admin.roles", {group, _("Roles and what they may do")}),
          endpoint<list_permissions>(GET, "/api/v1/permissions", "admin.roles", {group, _("Permissions and the roles that have them")}),
          endpoint<show_role>(GET, "/api/v1/roles/{role}", "admin.roles", {group, _("One role")}),
          endpoint<put_role>(PUT, "/api/v1/roles/{role}", "admin.roles", {group, _("Make a role, or change what it may do")}),
          endpoint<delete_role>(DELETE, "/api/v1/roles/{role}", "admin.roles", {group, _("Remove a role")})};
}

}  // namespace api
}  // namespace cityhall
