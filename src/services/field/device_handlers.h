#pragma once
// The routes by which a browser asks to be told of new work.

#include "services/module.h"

namespace cityhall {

/// POST /field/devices: {"endpoint", "keys": {"p256dh", "auth"}}, as PushSubscription.toJSON() gives it
web::Response create_push_device(Call& call);
/// POST /field/devices/removal: {"endpoint"}
web::Response delete_push_device(Call& call);

}  // namespace cityhall
