#pragma once
// What all ways in share: where somebody goes afterwards, the cookie of the session, the form again after a refusal.

#include "kernel/accounts/session.h"
#include "services/access/pages.h"

namespace cityhall {

/// Tells a browser in which somebody signed in before (kernel/sign_in/device.h); it stays after signing out.
inline constexpr std::string_view device_cookie = "known";

/// A path of this site only: no open redirect.
std::string next_of(Call const& call);
void set_session_cookie(web::Response& response, Call const& call, NewSession const& session);
/// To where somebody wanted to go, or to what is still missing: the second factor, or its set-up.
web::Response signed_in(Call const& call, NewSession const& session);

SignInView view_of_refusal(Call const& call, Refusal const& refusal);
int status_for(Refusal const& refusal);
/// Whether the form is shown again with it.
bool shows_again(Refusal const& refusal);

/// A code as people type it: "123 456".
std::string digits_in(std::string_view typed);

}  // namespace cityhall
