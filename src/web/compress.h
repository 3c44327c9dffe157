#pragma once
// Compression of answers.

#include <string>
#include <string_view>

namespace cityhall::web {

/// A gzip stream (RFC 1952). Level 1 is for pages made on the spot, 9 for what is kept.
std::string gzip(std::string_view bytes, int level);

}  // namespace cityhall::web
