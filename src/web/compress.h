#pragma once
// Compression of answers.

#include <optional>
#include <string>
#include <string_view>

namespace cityhall::web {

/// A gzip stream (RFC 1952). Level 1 is for pages made on the spot, 9 for what is kept.
std::string gzip(std::string_view bytes, int level);
/// The bytes of a gzip stream; nothing when it is damaged or holds more than `most`.
std::optional<std::string> gunzip(std::string_view bytes, std::size_t most);

}  // namespace cityhall::web
