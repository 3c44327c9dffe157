#pragma once
// The JSON Schema (draft 2020-12) of service files, made from the tables of format.h: catalogue/city-service.schema.json.

#include "base/json_fwd.h"

namespace cityhall {

Json service_schema();

}  // namespace cityhall
