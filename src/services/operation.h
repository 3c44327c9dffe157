#pragma once
// What an operation of the JSON API takes and answers; the OpenAPI document is made of these and nothing else.

#include <optional>
#include <string_view>
#include <vector>

#include "web/shape.h"

namespace cityhall {

struct Operation {
  std::string_view group;               // "Cases": how the document sorts it
  std::string_view what{};              // more than the route's summary, for developers; in English
  std::vector<web::ShapeMember> path{}; // the parameters of the path
  web::Shape query{.kind = web::Shape::Kind::object};
  std::optional<web::Shape> body{};
  std::string_view body_type = "application/json";
  std::optional<web::Shape> answer{};   // nothing: 204
  std::string_view answer_type = "application/json";
  int status = 200;                     // when it went well
  bool tagged = false;                  // has an ETag of its own; changes take If-Match
};

}  // namespace cityhall
