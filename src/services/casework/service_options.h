#pragma once
// The services to choose from in the forms of this folder.

#include <optional>
#include <vector>

#include "services/call.h"
#include "web/controls.h"

namespace cityhall {

/// Every published service in the caller's language; `none` are the words of a first choice that stands for no service.
std::vector<web::Option> service_options(Call const& call, std::optional<Message> const& none = {});

}  // namespace cityhall
