#pragma once
// The workflow as a picture: states below each other, each with what leads out of it; lines on the right lead to the state that follows.

#include <string>

#include "kernel/definitions/workflow.h"
#include "services/call.h"
#include "web/html.h"

namespace cityhall::studio {

/// Each state is a link to `path`?at=<its place>. The same workflow gives the same picture.
web::Html workflow_picture(Call const& call, Workflow const& workflow, std::string const& path);

}  // namespace cityhall::studio
