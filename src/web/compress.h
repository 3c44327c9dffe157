#pragma once
// gzip, for bodies made at run time. Embedded assets come with their compressed forms from the build.

#include <string>
#include <string_view>

#include "web/response.h"

namespace cityhall::web {

/// RFC 1952. Level 1 … 9.
std::string gzip(std::string_view bytes, int level = 6);
/// A page that will be sent many times: with its gzip form (when that is smaller) and an ETag.
Variants precompressed(std::string page);

}  // namespace cityhall::web
