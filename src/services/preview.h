#pragma once
// What a channel is given to show a service that need not be published. The call's language is the one to show it in.

#include <memory>

#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"
#include "web/markup.h"

namespace cityhall {

struct Previewed {
  DefinitionPtr definition;             // as much as could be read; never null
  std::shared_ptr<Json const> answers;  // an object: what somebody might have answered so far
};

}  // namespace cityhall
