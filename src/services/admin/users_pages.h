#pragma once
// People: the list, a new person, one person, and the link that is shown once.

#include <vector>

#include "kernel/accounts/account.h"
#include "services/page/office.h"

namespace cityhall {

struct UserListView {
  AccountFilter filter{};
  std::vector<Account> accounts{};
  std::vector<Role> roles{};
};
/// Filter, list, the way to the next page.
web::Response user_list_page(Call const& call, UserListView const& view);

struct NewUserView {
  std::vector<Role> roles{};
  Told told{};
};
/// The form; status 200, or that of the refusal.
web::Response new_user_page(Call const& call, NewUserView const& view);

struct UserView {
  Account account{};
  std::vector<Role> roles{};
  Told told{};
};
/// Everything about one person that may be changed.
web::Response user_page(Call const& call, UserView const& view);

/// A sign-in link, shown once.
struct LinkView {
  std::string name{};
  std::string path{};  // of the person's page
  std::string link{};
  Time expires{};
};
web::Response user_link_page(Call const& call, LinkView const& view);

std::string user_path(AccountId id);

}  // namespace cityhall
