#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Articles that answer people's questions.
Module knowledge_module();
}  // namespace cityhall
