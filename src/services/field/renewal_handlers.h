#pragma once
// A crew's tablet opens its session anew without a person.

#include "services/module.h"

namespace cityhall {

/// POST /field/renewal/tablets: this device may renew the session of who is signed in. {"kept": true}, with the secret in a cookie;
/// false for who is not only crew.
web::Response enrol_this_tablet(Call& call);
/// POST /field/renewal, without a session: a new one by the cookie of the device: {"account"}; 401 when it opens nothing.
web::Response renew_this_session(Call& call);

}  // namespace cityhall
