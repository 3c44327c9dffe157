#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Subscriptions, the way out of mails, one's own requests.
Module following_module();
}  // namespace cityhall
