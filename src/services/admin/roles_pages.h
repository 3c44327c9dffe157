#pragma once
// Roles: the matrix, and one role.

#include <vector>

#include "services/page/office.h"

namespace cityhall {

struct RolesView {
  std::vector<Role> roles{};
  std::vector<std::string> permissions{};  // known ones, sorted
  Told told{};                             // of the form for a new role
};
web::Response roles_page(Call const& call, RolesView const& view);

struct RoleView {
  Role role{};
  std::vector<std::string> permissions{};
  Told told{};
};
web::Response role_page(Call const& call, RoleView const& view);

/// What a permission allows, in words; its name when the program no longer has it.
web::Text permission_words(Call const& call, std::string_view permission);

}  // namespace cityhall
