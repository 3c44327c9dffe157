#include "app/commands/commands.h"

namespace cityhall {

std::vector<Command> import_commands() { return {}; }

}  // namespace cityhall
