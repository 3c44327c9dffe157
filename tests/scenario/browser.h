#pragma once
// The browser's part of a step: how forms are written, what is kept between requests, how an answer is read.

#include <map>
#include <string>
#include <string_view>

#include "model.h"
#include "outcome.h"
#include "web/response.h"

namespace cityhall::scenario {

/// The fields and files of a form (RFC 7578).
std::string multipart(Sent const& request, std::string_view boundary);
/// The fields alone, as a form or a query writes them.
std::string urlencoded(Sent const& request);
std::string bytes_of(web::Response const& response);
/// One answer from a socket, split; what came behind the first head is the body.
Outcome split_answer(std::string const& answer);

/// The cookies of one person.
struct Jar {
  std::map<std::string, std::string> cookies;

  void keep(std::string_view set_cookie);
  /// "a=1; b=2"
  std::string header() const;
};

}  // namespace cityhall::scenario
