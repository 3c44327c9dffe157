// uses: web base
// A multipart body with the boundary "b": no crash, and every part lies inside the body, in order, without overlap.
#include <cstdlib>

#include "web/multipart.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const body{reinterpret_cast<char const*>(data), size};
  auto const parts = cityhall::web::parse_multipart(body, "b", {.parts = 20});
  if (!parts) return 0;
  auto const* last = body.data();
  for (auto const& part : *parts) {
    if (part.name.empty() || part.bytes.data() < last || part.bytes.data() + part.bytes.size() > body.data() + body.size()) std::abort();
    if (part.bytes.find("\r\n--b") != std::string_view::npos) std::abort();
    last = part.bytes.data() + part.bytes.size();
  }
  (void)cityhall::web::multipart_boundary(body);
  return 0;
}
