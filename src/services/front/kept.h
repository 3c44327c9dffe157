#pragma once
// The session ended while somebody wrote: their browser still sends its cookie, and what they wrote.

#include <string>

#include "kernel/city.h"
#include "web/request.h"

namespace cityhall {

/// Keeps the form for the account whose session it was, and gives the token under which that account finds it. Empty: there is nothing to
/// keep, it is too long, or the cookie never was a session.
std::string keep_for_its_writer(City& city, web::Request const& request);

}  // namespace cityhall
