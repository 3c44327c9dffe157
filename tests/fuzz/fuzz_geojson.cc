// uses: standards base
// Any text: an error or features; what was read can be written and read again.
#include <cstdlib>

#include "standards/geojson.h"

using namespace cityhall::standards;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const features = geojson::read({reinterpret_cast<char const*>(data), size}, {.bytes = 1U << 20U, .positions = 10'000});
  if (!features) return 0;
  auto const back = geojson::read(geojson::write(*features));
  if (!back || back->size() != features->size()) std::abort();
  return 0;
}
