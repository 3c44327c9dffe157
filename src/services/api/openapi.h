#pragma once
// The OpenAPI 3.1 document of the JSON API, made from the routes themselves.

#include <span>
#include <string>
#include <vector>

#include "services/module.h"
#include "services/operation.h"

namespace cityhall::api {

/// "POST /api/v1/cases" and what it takes, in the order of the modules.
std::vector<Route const*> operations(std::span<Module const> modules);
/// An id for programs: "post_cases_number_replies".
std::string operation_id(Route const& route);

struct DocumentHead {
  std::string title;     // "Fairhaven"
  std::string base_url;  // "https://311.fairhaven.example"
};
std::string openapi_document(std::span<Module const> modules, DocumentHead const& head);

}  // namespace cityhall::api
