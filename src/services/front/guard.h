#pragma once
// Who is asking, and may they use this route?

#include <memory>
#include <string>

#include "kernel/accounts/api_key.h"
#include "kernel/accounts/session.h"
#include "services/front/cities.h"
#include "services/module.h"

namespace cityhall {

struct Visitor {
  Actor actor{};
  std::shared_ptr<Session const> session{};  // null without one
  std::shared_ptr<ApiKey const> key{};       // null without one
};

/// Session cookie or API key to an actor. A dead session is a visitor without one.
Visitor identify(City& city, web::Request const& request, Route const& route);
/// Throws Refusal: a permission is missing, the second factor is due, the request was forged elsewhere, or too many came.
void admit(City& city, Visitor const& visitor, web::Request const& request, Route const& route);
/// The API key as clients send it: header "Authorization: Bearer …", "X-Api-Key", or the parameter "api_key" of form or query.
std::string_view api_key_of(web::Request const& request);
/// The same, from headers only: an address with a key in it ends up in logs.
std::string_view header_key_of(web::Request const& request);

}  // namespace cityhall
