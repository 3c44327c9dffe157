#pragma once
// Pages of the ways in.

#include <string>

#include "services/page/page.h"

namespace cityhall {

struct SignInView {
  std::string next{};  // where to go afterwards, a path of this site
  web::Entered entered{};
  std::string notice{};
};
/// What was wrong, on top of the form.
web::Html told(SignInView const& view);
web::Response sign_in_page(Call const& call, SignInView const& view, int status = 200);
/// Where the mailed code is typed.
web::Response code_page(Call const& call, SignInView const& view, std::string const& email, int status = 200);
/// "Sign in as …?": a one-time link is used up by the button, not by a mail program that looks at it.
web::Response link_page(Call const& call, std::string const& holder);
web::Response second_factor_page(Call const& call, SignInView const& view, int status = 200);

}  // namespace cityhall
