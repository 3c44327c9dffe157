#include "services/admin/roles_handlers.h"

#include <algorithm>

#include "services/admin/roles_pages.h"

namespace cityhall {
namespace {

struct RoleForm {
  std::string name;
  std::vector<std::string> permissions;
};

Role asked_role(Call const& call) {
  for (auto& role : roles(call.view()))
    if (role.name == call.path_value("role")) return std::move(role);
  throw not_found(_("There is no such role."));
}

}  // namespace

web::Response show_roles(Call& call) {
  return roles_page(call, {.roles = roles(call.view()), .permissions = known_permissions(call.view())});
}

web::Response create_role(Call& call) {
  auto const form = web::read(web::Form<RoleForm>{web::field("name", &RoleForm::name).required().most(40)}, call.request.form);
  auto const all = roles(call.view());
  if (std::any_of(all.begin(), all.end(), [&](Role const& role) { return role.name == form.name; }))
    throw invalid_fields({{"name", "used", _("There is a role with this name already.")}});
  auto unit = call.unit();
  save_role(unit, {.name = form.name});
  return saved("/admin/roles/" + form.name);
}

web::Response create_role_again(Call& call, Refusal const& refusal) {
  return roles_page(call, {.roles = roles(call.view()), .permissions = known_permissions(call.view()), .told = told_of(call, refusal)});
}

web::Response show_role(Call& call) { return role_page(call, {.role = asked_role(call), .permissions = known_permissions(call.view())}); }

web::Response change_role(Call& call) {
  auto role = asked_role(call);
  role.permissions = web::read(web::Form<RoleForm>{web::field("permissions", &RoleForm::permissions)}, call.request.form).permissions;
  auto unit = call.unit();
  save_role(unit, role);
  return saved("/admin/roles/" + role.name);
}

web::Response delete_role(Call& call) {
  auto unit = call.unit();
  remove_role(unit, call.path_value("role"));
  return saved("/admin/roles");
}

web::Response role_again(Call& call, Refusal const& refusal) {
  return role_page(call, {.role = asked_role(call), .permissions = known_permissions(call.view()), .told = told_of(call, refusal)});
}

}  // namespace cityhall
