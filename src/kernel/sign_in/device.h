#pragma once
// Browsers in which somebody signed in before. Whoever guesses at an account from elsewhere uses up the tries of everybody else, and not
// those of its owner's own browsers: nobody can be locked out by somebody who only knows the address.

#include <string>
#include <string_view>

#include "kernel/ids.h"

namespace cityhall {

class City;

/// For a cookie that stays after signing out: names no person, opens nothing.
std::string device_token(City& city, AccountId account);
bool is_device_of(City& city, AccountId account, std::string_view token);

}  // namespace cityhall
