#pragma once
// This city as a client of other Open311 servers.

#include "kernel/city.h"

namespace cityhall {

/// Job: sends what waits, oldest first; what fails is tried again later.
void send_handovers(City& city);
/// Job: asks each partner for updates of the requests that it has from us.
void poll_partners(City& city);

}  // namespace cityhall
