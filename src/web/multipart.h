#pragma once
// multipart/form-data (RFC 7578), strict, as a pure function.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cityhall::web {

struct MultipartLimits {
  std::size_t parts = 200;
  std::size_t headers_per_part = 8;
  std::size_t header_bytes = 2048;  // of one part, all its header lines
};

/// Views into the bytes that were parsed. Name and file name are as sent; a file name has lost its folders.
struct FormPart {
  std::string name;
  std::string filename;
  std::string content_type;  // lower case, without parameters; empty when none was sent
  std::string_view bytes;
  bool is_file = false;  // a file name was given, perhaps an empty one (no file chosen)
};

/// Refuses: a missing or over-long boundary, bytes before the first or after the last delimiter other than line ends, a part without a
/// name, bare line feeds in headers, doubled or folded headers, transfer encodings, nested multipart, a missing end, more than the limits.
Result<std::vector<FormPart>> parse_multipart(std::string_view body, std::string_view boundary, MultipartLimits limits = {});
/// The boundary of a Content-Type value, or an error.
Result<std::string> multipart_boundary(std::string_view content_type);

}  // namespace cityhall::web
