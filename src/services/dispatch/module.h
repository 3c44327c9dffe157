#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Planning the crews' days: the board, the order of a day's stops, who has too much.
Module dispatch_module();
}  // namespace cityhall
