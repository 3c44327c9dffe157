#include "services/admin/roles_pages.h"

#include <algorithm>

#include "services/module.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string role_path(std::string_view role_name) { return "/admin/roles/" + std::string{role_name}; }

Html matrix_head(std::vector<Role> const& all) {
  return thead(tr(th(scope("col"), _("Permission")), each(all, [](Role const& each_role) {
                    return th(scope("col"), a(href(role_path(each_role.name)), role_words(each_role.name).html()));
                  })));
}

Html matrix_cell(Role const& each_role, std::string const& permission) {
  auto const has = std::binary_search(each_role.permissions.begin(), each_role.permissions.end(), permission);
  return td(has ? group(span(aria("hidden", "true"), "✓"), span(cls("visually-hidden"), _("Yes"))) : span(cls("visually-hidden"), _("No")));
}

Html matrix(Call const& call, RolesView const& view) {
  auto const row = [&](std::string const& permission) {
    return tr(th(scope("row"), permission_words(call, permission).html(), " ", code(cls("soft small"), permission)),
              each(view.roles, [&](Role const& each_role) { return matrix_cell(each_role, permission); }));
  };
  return div(
      cls("scroll"), tabindex(0), role("region"), aria("label", _("Roles and permissions")),
      table(caption(cls("visually-hidden"), _("Roles and permissions")), matrix_head(view.roles), tbody(each(view.permissions, row))));
}

std::vector<web::Option> permission_options(Call const& call, std::vector<std::string> const& permissions) {
  std::vector<web::Option> options;
  for (auto const& permission : permissions) options.push_back({permission, permission_words(call, permission), code(permission)});
  return options;
}

}  // namespace

Text permission_words(Call const& call, std::string_view permission) {
  for (auto const& declared : call.around.permissions)
    if (declared.name == permission) return declared.title;
  return permission;
}

Response roles_page(Call const& call, RolesView const& view) {
  auto const fresh =
      post_form({.action = "/admin/roles", .csrf_token = call.csrf_token, .css_class = "panel"},
                input_field({.name = "name",
                             .label = _("Name"),
                             .hint = hint(_("Small letters, digits and hyphens, such as permit-clerk. Service files use the same word.")),
                             .entered = &view.told.entered,
                             .required = true,
                             .attributes = {maxlength(40)}}),
                submit(_("Add the role and choose what it may do")));
  auto const content =
      group(told_strip(call, view.told), p(_("Choose a role to change what it may do. Changes count from everybody's next click.")),
            matrix(call, view), section(h2(_("Add a role")), fresh));
  return office_page(call, {.title = _("Roles"), .content = content, .path = "/admin/roles"}, view.told.status);
}

Response role_page(Call const& call, RoleView const& view) {
  auto const fields = checkboxes_field(
      {.name = "permissions", .label = _("What this role may do"), .entered = &view.told.entered, .value = as_lines(view.role.permissions)},
      permission_options(call, view.permissions));
  auto const removal = view.role.shipped ? p(cls("hint"), _("This role comes with the program and stays. Its permissions may change."))
                                         : act_button(call, role_path(view.role.name) + "/removal", _("Remove the role"), "button danger");
  auto const content = group(
      told_strip(call, view.told),
      div(cls("read"), post_form({.action = role_path(view.role.name), .csrf_token = call.csrf_token}, fields, submit(_("Save the role"))),
          removal, p(a(href(with_query("/admin/users", {{"role", view.role.name}, {"kind", "staff"}})), _("Who has this role"))),
          p(a(href("/admin/roles"), _("All roles")))));
  return office_page(call, {.title = role_words(view.role.name), .content = content, .path = "/admin/roles"}, view.told.status);
}

}  // namespace cityhall
