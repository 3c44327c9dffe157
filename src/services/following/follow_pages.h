#pragma once
// Pages about following.

#include <string>

#include "kernel/cases/public_case.h"
#include "services/page/page.h"

namespace cityhall {

struct FollowView {
  bool known = false;  // signed in: no address is asked
  bool sent = false;
  bool confirmed = false;
  web::Entered entered{};
};
web::Response follow_page(Call const& call, FollowView const& view, int status = 200);
web::Response follow_request_page(Call const& call, PublicCase const& report, FollowView const& view, int status = 200);
web::Response confirmation_page(Call const& call, std::string const& topic);
/// "Stop these mails?", and the same page once they are stopped.
struct LeaveView {
  std::string topic{};  // in words; empty: every mail
  bool stopped = false;
};
web::Response leave_page(Call const& call, LeaveView const& view);

}  // namespace cityhall
