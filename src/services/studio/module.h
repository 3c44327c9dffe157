#pragma once
// The studio: services are edited as forms, looked at in every channel, tested and published.

#include "services/module.h"

namespace cityhall {
/// Drafts of services under /admin/studio.
Module studio_module();
}  // namespace cityhall
