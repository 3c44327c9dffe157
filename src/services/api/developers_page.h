#pragma once
// The JSON API for people: how to begin, and every operation with what it takes and answers.

#include "services/call.h"

namespace cityhall::api {

web::Response show_developers(Call& call);
web::Response show_openapi(Call& call);

}  // namespace cityhall::api
